import { SsoIconName, ssoIconSchema } from '@latchkey/plugin-sso-common';
import {
  RemixiconComponentType,
  RiBuildingLine,
  RiGithubFill,
  RiGitlabFill,
  RiGlobalLine,
  RiGoogleFill,
  RiGraduationCapLine,
  RiKey2Line,
  RiMicrosoftFill,
  RiShieldCheckLine,
  RiUserLine,
} from '@remixicon/react';
import { OpenIdIcon } from './OpenIdIcon';

const icons: Record<SsoIconName, RemixiconComponentType> = {
  key: RiKey2Line,
  shield: RiShieldCheckLine,
  openid: OpenIdIcon,
  building: RiBuildingLine,
  school: RiGraduationCapLine,
  global: RiGlobalLine,
  user: RiUserLine,
  github: RiGithubFill,
  gitlab: RiGitlabFill,
  google: RiGoogleFill,
  microsoft: RiMicrosoftFill,
};

/** @public */
export interface SsoIconViewProps {
  /** Name or data URL; a key when it is missing or not acceptable. */
  readonly icon?: string;
  /** Edge length in pixels, 20 by default. */
  readonly size?: number;
}

/**
 * Draws the icon of an SSO connection or protocol. It is decoration: a text
 * always stands beside it.
 *
 * @public
 */
export function SsoIconView(props: SsoIconViewProps) {
  const { size = 20 } = props;
  const parsed = ssoIconSchema.safeParse(props.icon);
  const icon = parsed.success ? parsed.data : 'key';

  if (isIconName(icon)) {
    const Icon = icons[icon];
    return <Icon size={size} aria-hidden="true" />;
  }
  return (
    <img
      src={icon}
      width={size}
      height={size}
      alt=""
      style={{ objectFit: 'contain' }}
    />
  );
}

function isIconName(icon: string): icon is SsoIconName {
  return Object.hasOwn(icons, icon);
}

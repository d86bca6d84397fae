import type { RemixiconComponentType } from '@remixicon/react';

/** An open ring with an arrow into it, for OpenID Connect. */
export const OpenIdIcon: RemixiconComponentType = ({
  size = 24,
  color = 'currentColor',
  children,
  ...rest
}) => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 24 24"
    width={size}
    height={size}
    fill="none"
    stroke={color}
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    {...rest}
  >
    <path d="M12 4v16" />
    <path d="M12 8.2c-4.6 0-8.5 2.5-8.5 5.9s3.9 5.9 8.5 5.9" />
    <path d="M15.5 8.7c1.7.5 3.2 1.3 4.2 2.4" />
    <path d="M20.5 7.6v4h-4" />
    {children}
  </svg>
);

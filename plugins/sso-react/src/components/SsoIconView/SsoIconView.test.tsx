import { ssoIconNames } from '@latchkey/plugin-sso-common';
import { render } from '@testing-library/react';
import { SsoIconView } from './SsoIconView';

const picture = 'data:image/png;base64,iVBORw0KGgo=';

describe('SsoIconView', () => {
  it.each([...ssoIconNames])('CONN-3 draws the icon %s', icon => {
    const { container } = render(<SsoIconView icon={icon} />);

    expect(container.querySelector('svg')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
  });

  it('CONN-3 draws a picture, which screen readers pass over', () => {
    const { container } = render(<SsoIconView icon={picture} />);

    expect(container.querySelector('img')).toHaveAttribute('src', picture);
    expect(container.querySelector('img')).toHaveAttribute('alt', '');
  });

  it.each([
    'https://evil.test/track.png',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'data:text/html,<b>x</b>',
    undefined,
  ])('draws a key instead of %s', icon => {
    const { container } = render(<SsoIconView icon={icon} />);

    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('svg')).not.toBeNull();
  });
});

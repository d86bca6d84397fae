import { readHtmlForm } from './readHtmlForm';

const page = 'http://localhost:4400/interaction/1';

describe('readHtmlForm', () => {
  it('reads the hidden fields and where they go', () => {
    const form = readHtmlForm(
      `<form method="post" action="http://localhost:7007/callback?a=1&amp;b=2">
        <input type="hidden" name="code" value="&quot;x&lt;&#39;"/>
        <input type="hidden" name="state" value=""/>
        <input type="text" name="visible" value="1"/>
      </form>`,
      page,
    );
    expect(form).toMatchObject({
      action: 'http://localhost:7007/callback?a=1&b=2',
      asksForPassword: false,
      asksToSignOut: false,
    });
    expect(Object.fromEntries(form!.fields)).toEqual({
      code: `"x<'`,
      state: '',
    });
  });

  it('posts a form without action to its own page', () => {
    const form = readHtmlForm(
      '<form method="post"><input name="p" type="password"></form>',
      page,
    );
    expect(form).toMatchObject({ action: page, asksForPassword: true });
  });

  it('finds no form where there is none', () => {
    expect(readHtmlForm('<p>Error</p>', page)).toBeUndefined();
  });
});

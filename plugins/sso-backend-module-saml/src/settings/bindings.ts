/** How messages travel (SAML bindings 3.4 and 3.5). */
export const bindings = {
  redirect: 'HTTP-Redirect',
  post: 'HTTP-POST',
} as const;

/**
 * How a passport strategy ended. `response` is a strategy that wrote an HTML
 * page itself, such as the self-submitting form of SAML's HTTP-POST binding.
 *
 * @public
 */
export type PassportOutcome =
  | {
      readonly kind: 'success';
      readonly user: unknown;
      readonly info: unknown;
    }
  | {
      readonly kind: 'redirect';
      readonly location: string;
      /** HTTP status, 302 unless the strategy says otherwise. */
      readonly status: number;
    }
  | {
      readonly kind: 'fail';
      readonly challenge: unknown;
      /** HTTP status, 401 unless the strategy says otherwise. */
      readonly status: number;
    }
  | { readonly kind: 'pass' }
  | { readonly kind: 'error'; readonly error: Error }
  | { readonly kind: 'response'; readonly html: string };

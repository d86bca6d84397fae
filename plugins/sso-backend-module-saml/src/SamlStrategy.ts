import type { Request } from 'express';
import {
  AbstractStrategy,
  VerifyWithoutRequest,
} from '@node-saml/passport-saml';
import type { AuthenticateOptions } from 'passport';
import {
  PortalSaml,
  PortalSamlOptions,
  VerifiedProfile,
} from './requests/PortalSaml';
import type { VerifiedAnswer } from './verify';

/** Where {@link SamlStrategy} leaves the form of the HTTP-POST binding. */
export const formKey = 'samlForm';

/** Options of {@link SamlStrategy.authenticate}. */
interface SamlAuthenticateOptions extends AuthenticateOptions {
  readonly phase: 'start' | 'finish';
}

/** What a sign-in proved. */
export interface SamlUser {
  readonly answer: VerifiedAnswer;
}

const verified: VerifyWithoutRequest = (profile, done) =>
  done(null, { answer: (profile as VerifiedProfile).answer });

const refused: VerifyWithoutRequest = (_, done) =>
  done(new Error('Logout is not done by the strategy'));

/**
 * The strategy of passport-saml for one request, with a `SAML` that leaves
 * verification to this package.
 *
 * A request by the HTTP-POST binding is no page of its own: the fields lie in
 * the session under {@link formKey}, and the strategy passes.
 *
 * Properties are not `#private`: passport runs strategies through an object
 * that inherits from them.
 */
export class SamlStrategy extends AbstractStrategy {
  readonly saml: PortalSaml;

  static create(options: PortalSamlOptions): SamlStrategy {
    return new SamlStrategy(PortalSaml.create(options));
  }

  private constructor(saml: PortalSaml) {
    super(saml.options, verified, refused);
    this.saml = saml;
    this._saml = saml;
  }

  override authenticate(request: Request, options: AuthenticateOptions): void {
    const { phase } = options as SamlAuthenticateOptions;
    if (phase === 'finish' && typeof request.body.SAMLResponse !== 'string') {
      this.fail('SAMLResponse is missing', 400);
    } else if (
      phase === 'start' &&
      this.saml.portal.settings.entryPointBinding === 'post'
    ) {
      this.leaveForm(request).then(
        () => this.pass(),
        error => this.error(error),
      );
    } else {
      super.authenticate(request, { ...options });
    }
  }

  async leaveForm(request: Request): Promise<void> {
    const { session, query } = request as Request & {
      session: Record<string, unknown>;
    };
    session[formKey] = await this.saml.getAuthorizeMessageAsync(
      String(query.RelayState),
    );
  }
}

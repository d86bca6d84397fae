/**
 * A value that a provider sent. Lists keep their order.
 *
 * @public
 */
export type SsoAttributeValue =
  | string
  | number
  | boolean
  | null
  | SsoAttributeValue[]
  | { [key: string]: SsoAttributeValue };

/**
 * What an identity provider proved about a person, in one form for all
 * protocols. The key of an identity is (SSO connection, issuer, subject); all
 * other values only propose.
 *
 * @public
 */
export interface AssertedIdentity {
  /** Who asserts: issuer of OpenID Connect, entity ID of SAML. */
  readonly issuer: string;
  /** The provider's immutable identifier of the person. */
  readonly subject: string;
  readonly username?: string;
  readonly email?: string;
  /** True only when the provider proved that the email is this person's. */
  readonly emailVerified: boolean;
  readonly displayName?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  /** Student or staff number. */
  readonly idNumber?: string;
  /**
   * Names of groups as the provider writes them. `undefined` means that the
   * provider said nothing about groups; an empty list means "in no group".
   */
  readonly groups?: readonly string[];
  /** All attributes as sent, for admission rules and traces. */
  readonly attributes: Readonly<Record<string, SsoAttributeValue>>;
  /** The session at the provider, for logout by it. */
  readonly providerSession?: {
    /** `sid` of OpenID Connect, `SessionIndex` of SAML. */
    readonly id?: string;
    /**
     * How logout messages of the provider name the person: a NameID of SAML
     * with its format and qualifiers.
     */
    readonly principal?: string;
    /** What signing out at the provider needs; kept encrypted. */
    readonly memory?: Readonly<Record<string, SsoAttributeValue>>;
    /** When the provider authenticated the person. */
    readonly authenticatedAt?: Date;
    /** Methods it used (`amr`, RFC 8176) or an AuthnContext class. */
    readonly methods?: readonly string[];
  };
}

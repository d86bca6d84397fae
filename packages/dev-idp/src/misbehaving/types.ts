import { CryptoKey, JWK } from 'jose';

/** The claims of one person, or the payload of one token. */
export type ClaimSet = Record<string, unknown>;

/** How a token is going to be signed. */
export type TokenSignature =
  | { kind: 'asymmetric'; key: CryptoKey }
  | { kind: 'hmac'; secret: Uint8Array }
  | { kind: 'none' };

/** A token before it is signed. Misbehaviours change it in place. */
export interface TokenDraft {
  header: { alg: string } & Record<string, unknown>;
  payload: ClaimSet;
  signature: TokenSignature;
}

/** An answer before it is sent. Misbehaviours change it in place. */
export interface ResponseDraft {
  status: number;
  headers: Record<string, string>;
  /** Sent as JSON unless it is a string. */
  body: unknown;
  /**
   * `huge` sends 60 MB instead of the body; `silent` sends nothing and keeps
   * the request open until the provider stops or the caller gives up.
   */
  delivery: 'ordinary' | 'huge' | 'silent';
}

/** A key pair with the public half as it stands in the key set. */
export interface SigningKey {
  privateKey: CryptoKey;
  publicJwk: JWK & { kid: string };
  /** SubjectPublicKeyInfo, PEM. */
  publicPem: string;
}

/** What a misbehaviour may know of the provider it is part of. */
export interface MisbehaviourContext {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The honest key, in the key set. */
  key: SigningKey;
  /** A key of somebody else, not in the key set. */
  attackerKey: SigningKey;
}

/**
 * One way to deviate: small functions over what the honest provider is about
 * to send. Every function left out stays honest.
 */
export interface MisbehaviourRule {
  /** What is wrong, in one sentence. */
  description: string;
  /** Unusual but right: a client must accept it. */
  honest?: true;
  /** Run once, when the misbehaviour is chosen. */
  onChosen?: 'rotateSigningKey';
  discovery?(draft: ResponseDraft, context: MisbehaviourContext): void;
  /** The parameters of the redirect to the client. */
  callback?(parameters: URLSearchParams, context: MisbehaviourContext): void;
  token?(draft: ResponseDraft, context: MisbehaviourContext): void;
  /** The person's claims, in the ID token and at the userinfo endpoint. */
  claims?(claims: ClaimSet): void;
  idToken?(draft: TokenDraft, context: MisbehaviourContext): void;
  userinfo?(draft: ResponseDraft, context: MisbehaviourContext): void;
}

/** One way in which a logout token can be wrong. */
export interface LogoutTokenRule {
  /** What is wrong, in one sentence. */
  description: string;
  /** Unusual but right: a client must accept it. */
  honest?: true;
  logoutToken(
    draft: TokenDraft,
    context: MisbehaviourContext,
  ): void | Promise<void>;
}

import { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../http/LoopbackServer';
import { claimsOf, developmentPeople } from '../people';
import { createSigningKey } from './createSigningKey';
import { answerRequest, endpointOf } from './endpoints/answerRequest';
import { GrantStore } from './GrantStore';
import { honest } from './honest';
import { issueLogoutToken } from './issueLogoutToken';
import {
  LogoutMisbehaviour,
  logoutMisbehaviourRules,
} from './logoutMisbehaviours';
import {
  EndpointCall,
  MisbehavingEndpoint,
  MisbehavingIdp,
  MisbehavingIdpOptions,
} from './MisbehavingIdp';
import { Misbehaviour, misbehaviourRules } from './misbehaviourRules';
import { sendDraft } from './sendDraft';
import {
  ClaimSet,
  MisbehaviourContext,
  MisbehaviourRule,
  SigningKey,
} from './types';

const clientId = 'latchkey-test';
const clientSecret = 'latchkey-test-secret-of-at-least-32-bytes';

/** {@link MisbehavingIdp} on `node:http` and `jose`. */
export class DefaultMisbehavingIdp implements MisbehavingIdp {
  readonly clientId = clientId;
  readonly clientSecret = clientSecret;

  readonly #server: LoopbackServer;
  readonly #grants = GrantStore.create();
  readonly #attackerKey: SigningKey;
  readonly #log: EndpointCall[] = [];
  #key: SigningKey;
  #rule: MisbehaviourRule = honest;
  #idTokenOverrides: ClaimSet = {};
  #userinfoOverrides: ClaimSet = {};

  static async create(
    options: MisbehavingIdpOptions,
  ): Promise<DefaultMisbehavingIdp> {
    const server = await LoopbackServer.create({
      host: options.host ?? 'localhost',
      port: options.port ?? 0,
    });
    const [key, attackerKey] = await Promise.all([
      createSigningKey(),
      createSigningKey(),
    ]);
    return new DefaultMisbehavingIdp(server, key, attackerKey);
  }

  private constructor(
    server: LoopbackServer,
    key: SigningKey,
    attackerKey: SigningKey,
  ) {
    this.#server = server;
    this.#key = key;
    this.#attackerKey = attackerKey;
    server.handle((request, response) => this.#answer(request, response));
  }

  get issuer(): string {
    return this.#server.origin;
  }

  get log(): readonly EndpointCall[] {
    return this.#log;
  }

  calls(endpoint: MisbehavingEndpoint): number {
    return this.#log.filter(call => call.endpoint === endpoint).length;
  }

  clearLog(): void {
    this.#log.length = 0;
  }

  async misbehave(name?: Misbehaviour): Promise<void> {
    this.#rule = name ? misbehaviourRules[name] : honest;
    if (this.#rule.onChosen === 'rotateSigningKey') {
      await this.rotateSigningKey();
    }
  }

  claims(
    overrides: Record<string, unknown>,
    options: { in?: 'idToken' | 'userinfo' | 'both' } = {},
  ): void {
    const place = options.in ?? 'both';
    if (place !== 'userinfo') {
      this.#idTokenOverrides = { ...overrides };
    }
    if (place !== 'idToken') {
      this.#userinfoOverrides = { ...overrides };
    }
  }

  logoutToken(
    claims: Record<string, unknown>,
    misbehaviour?: LogoutMisbehaviour,
  ): Promise<string> {
    return issueLogoutToken(
      this.#context,
      claims,
      misbehaviour && logoutMisbehaviourRules[misbehaviour],
    );
  }

  async rotateSigningKey(): Promise<void> {
    this.#key = await createSigningKey();
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  get #context(): MisbehaviourContext {
    return {
      issuer: this.issuer,
      clientId,
      clientSecret,
      key: this.#key,
      attackerKey: this.#attackerKey,
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    const endpoint = endpointOf(pathname);
    this.#log.push({ endpoint, method: request.method ?? 'GET' });
    const honestClaims = claimsOf(developmentPeople[0]);
    const draft = await answerRequest(endpoint, request, {
      ...this.#context,
      grants: this.#grants,
      rule: this.#rule,
      idTokenClaims: { ...honestClaims, ...this.#idTokenOverrides },
      userinfoClaims: { ...honestClaims, ...this.#userinfoOverrides },
    });
    await sendDraft(response, draft);
  }
}

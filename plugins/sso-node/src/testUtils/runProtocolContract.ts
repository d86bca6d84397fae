import { ssoIconNames } from '@latchkey/plugin-sso-common';
import type { SsoProtocol } from '../protocol/SsoProtocol';
import type { SsoStartResult } from '../protocol/SsoSignIn';
import { toSettingsJsonSchema } from '../protocol/settingsSchema';
import { createProtocolTestContext } from './createProtocolTestContext';

/** What a provider sent the browser back with. @public */
export interface ProviderAnswer {
  readonly method: 'GET' | 'POST';
  readonly parameters: Readonly<Record<string, string>>;
}

/** Options of {@link runProtocolContract}. @public */
export interface ProtocolContractOptions<TSettings extends object> {
  createProtocol(): SsoProtocol<TSettings>;
  /** Settings that work with the provider, secrets included. */
  settings(): Readonly<Record<string, unknown>>;
  /** Texts that nobody may ever see: client secrets, keys, passwords. */
  secrets(): readonly string[];
  /** Plays the browser and the person at an honest provider. */
  signIn(start: SsoStartResult): Promise<ProviderAnswer>;
  /** The subject that the provider asserts for this person. */
  subject(): string;
}

interface SettingSchema {
  title?: string;
  group?: string;
  secret?: boolean;
  type?: string;
}

/**
 * The tests that every protocol has to pass, to be called inside a
 * `describe` of the protocol's own tests.
 *
 * @public
 */
export function runProtocolContract<TSettings extends object>(
  options: ProtocolContractOptions<TSettings>,
): void {
  const create = (state = 'state-of-the-contract') => {
    const protocol = options.createProtocol();
    return {
      protocol,
      ...createProtocolTestContext(protocol, {
        settings: options.settings(),
        state,
      }),
    };
  };
  const expectNoSecret = (seen: unknown) => {
    const text = JSON.stringify(seen);
    for (const secret of options.secrets()) {
      expect(text).not.toContain(secret);
    }
  };
  const signIn = async (state?: string) => {
    const made = create(state);
    const start = await made.protocol.start(made.startContext);
    const answer = await options.signIn(start);
    return { ...made, start, answer };
  };
  const failureOf = (finishing: Promise<unknown>) =>
    finishing.then(
      () => undefined,
      error => error,
    );

  describe('contract of protocols', () => {
    it('describes itself', () => {
      const { protocol } = create();
      expect(protocol.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(protocol.title).not.toBe('');
      expect(protocol.description).not.toBe('');
      expect(ssoIconNames).toContain(protocol.icon);
      expect(protocol.callbackMethods).not.toHaveLength(0);
    });

    it('has settings from which a form can be drawn', () => {
      const { protocol } = create();
      const schema = toSettingsJsonSchema(protocol.settings) as {
        additionalProperties?: unknown;
        required?: string[];
        properties: Record<string, SettingSchema>;
      };
      expect(schema.additionalProperties).toBe(false);
      expect(Object.keys(schema.properties)).not.toHaveLength(0);
      for (const [name, property] of Object.entries(schema.properties)) {
        expect({ name, ...property }).toMatchObject({
          title: expect.stringMatching(/\S/),
          group: expect.stringMatching(/\S/),
        });
        if (property.secret) {
          expect({ name, type: property.type }).toEqual({
            name,
            type: 'string',
          });
          expect(schema.required ?? []).not.toContain(name);
        }
      }
    });

    it('tells the administrator the callback URL', () => {
      const { protocol, context } = create();
      const values = protocol.providerValues(context);
      expect(values.map(({ value }) => value)).toContain(context.callbackUrl);
      expectNoSecret(values);
    });

    it('sends the browser to the provider with the state', async () => {
      const { protocol, startContext } = create();
      const start = await protocol.start(startContext);
      const parameters =
        start.kind === 'redirect'
          ? Object.fromEntries(new URL(start.location).searchParams)
          : start.fields;
      const target = start.kind === 'redirect' ? start.location : start.action;
      expect(new URL(target).protocol).toMatch(/^https?:$/);
      expect(JSON.stringify(parameters)).toContain(startContext.state);
      expect(JSON.parse(JSON.stringify(start.memory ?? {}))).toEqual(
        start.memory ?? {},
      );
      expectNoSecret(start);
    });

    it('starts every sign-in afresh', async () => {
      const { protocol, startContext } = create();
      const first = await protocol.start(startContext);
      const second = await protocol.start({ ...startContext, state: 'other' });
      expect(second).not.toEqual(first);
    });

    it('finishes an honest sign-in', async () => {
      const { protocol, start, answer, finishContext, logged } = await signIn();
      expect(protocol.callbackMethods).toContain(answer.method);
      expect(answer.parameters[protocol.stateParameter]).toBe(
        'state-of-the-contract',
      );
      const result = await protocol.finish(finishContext(answer, start.memory));
      expect(result.identity).toMatchObject({
        issuer: expect.stringMatching(/\S/),
        subject: options.subject(),
        emailVerified: expect.any(Boolean),
        attributes: expect.any(Object),
      });
      expect(result.evidence).not.toHaveLength(0);
      expectNoSecret([result, logged]);
    });

    it('refuses an answer without its state', async () => {
      const { protocol, start, answer, finishContext, logged } = await signIn();
      const { [protocol.stateParameter]: state, ...others } = answer.parameters;
      const error = await failureOf(
        protocol.finish(
          finishContext(
            { ...answer, parameters: { ...others, wrongName: state } },
            start.memory,
          ),
        ),
      );
      expect(error).toMatchObject({ name: 'SsoError' });
      expectNoSecret([error, error.message, logged]);
    });

    it('refuses an empty answer', async () => {
      const { protocol, start, answer, finishContext } = await signIn();
      const error = await failureOf(
        protocol.finish(
          finishContext(
            {
              ...answer,
              parameters: {
                [protocol.stateParameter]: 'state-of-the-contract',
              },
            },
            start.memory,
          ),
        ),
      );
      expect(error).toMatchObject({ name: 'SsoError' });
      expectNoSecret([error, error.message]);
    });

    it('refuses the answer of another sign-in', async () => {
      const mine = await signIn();
      const others = await signIn('state-of-another');
      const parameters = {
        ...others.answer.parameters,
        [mine.protocol.stateParameter]: 'state-of-the-contract',
      };
      const error = await failureOf(
        mine.protocol.finish(
          mine.finishContext(
            { ...others.answer, parameters },
            mine.start.memory,
          ),
        ),
      );
      expect(error).toMatchObject({ name: 'SsoError' });
      expectNoSecret([error, error.message, mine.logged]);
    });

    it('checks its settings without showing secrets', async () => {
      const { protocol, context, logged } = create();
      const findings = (await protocol.check?.(context)) ?? [];
      for (const finding of findings) {
        expect(finding).toMatchObject({
          title: expect.stringMatching(/\S/),
          outcome: expect.stringMatching(/^(passed|note)$/),
        });
      }
      expectNoSecret([findings, logged]);
    });
  });
}

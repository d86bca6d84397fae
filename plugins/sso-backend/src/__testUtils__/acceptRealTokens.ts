import {
  type BackstageCredentials,
  coreServices,
  createServiceFactory,
  type HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthenticationError } from '@backstage/errors';
import type { Request } from 'express';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';

/** Three parts; the tokens of `mockCredentials` have another form. */
const JWT = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Takes the tokens that the `auth` plugin of the portal signs, beside those of
 * `mockCredentials`.
 *
 * @param apiUrls - of the replicas whose `auth` plugins sign
 */
export function acceptRealTokens(apiUrls: () => readonly string[]) {
  return createServiceFactory({
    service: coreServices.httpAuth,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }): HttpAuthService => {
      const mock = mockServices.httpAuth({ pluginId: plugin.getId() });
      const credentials = async (
        req: Request,
        options?: { allow?: readonly string[] },
      ): Promise<BackstageCredentials> => {
        const token = JWT.exec(req.headers.authorization ?? '')?.[1];
        if (!token) {
          return mock.credentials(
            req,
            options as Parameters<HttpAuthService['credentials']>[1],
          );
        }
        const payload = await verify(token, apiUrls());
        if (options?.allow && !options.allow.includes('user')) {
          throw new AuthenticationError('Not for people');
        }
        return mockCredentials.user(payload.sub);
      };
      return {
        credentials: credentials as HttpAuthService['credentials'],
        issueUserCookie: (res, options) => mock.issueUserCookie(res, options),
      };
    },
  });
}

async function verify(
  token: string,
  apiUrls: readonly string[],
): Promise<JWTPayload> {
  for (const apiUrl of apiUrls) {
    const keys = new URL(`${apiUrl}/auth/.well-known/jwks.json`);
    const verified = await jwtVerify(token, createRemoteJWKSet(keys)).catch(
      () => undefined,
    );
    if (verified) return verified.payload;
  }
  throw new AuthenticationError('The token is not good');
}

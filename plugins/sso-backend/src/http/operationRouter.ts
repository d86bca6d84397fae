import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  SsoOperation,
  SsoOperationRequest,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import type { Request, RequestHandler, Router } from 'express';
import { FieldErrors } from '../connections/FieldErrors';
import type { AdministratorGuard } from './AdministratorGuard';
import {
  type BodyLimit,
  createJsonBodyReader,
  defaultBodyLimit,
} from './readJsonBody';

/** Who called: absent for operations that are open to everyone. */
export interface Caller {
  /** Entity reference of the user, or the subject of the service. */
  readonly ref: string;
}

/** What a handler gets beside the request: who calls, and how it came. */
export interface OperationContext {
  readonly caller: Caller;
  readonly http: Request;
}

/** Handler of an operation: parsed request in, answer out. */
export type OperationHandler<TOperation extends SsoOperation> = (
  request: SsoOperationRequest<TOperation>,
  context: OperationContext,
) => Promise<SsoOperationResponse<TOperation>>;

/**
 * Mounts operations on a router: who may, what is accepted, what comes back.
 * The body of somebody who may not is never parsed.
 */
export class OperationRouter {
  readonly #router: Router;
  readonly #httpAuth: HttpAuthService;
  readonly #guard: AdministratorGuard;

  static create(options: {
    router: Router;
    httpAuth: HttpAuthService;
    guard: AdministratorGuard;
  }): OperationRouter {
    return new OperationRouter(options.router, options.httpAuth, options.guard);
  }

  private constructor(
    router: Router,
    httpAuth: HttpAuthService,
    guard: AdministratorGuard,
  ) {
    this.#router = router;
    this.#httpAuth = httpAuth;
    this.#guard = guard;
  }

  mount<TOperation extends SsoOperation>(
    operation: TOperation,
    handler: OperationHandler<TOperation>,
    options: { bodyLimit?: BodyLimit } = {},
  ): void {
    const readBody = createJsonBodyReader(
      options.bodyLimit ?? defaultBodyLimit,
    );
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    const handle: RequestHandler = async (req, res) => {
      const caller = await this.#authorize(operation, req);
      await readBody(req, res);
      const request = parse(operation, req);
      const answer = await handler(request, { caller, http: req });
      res.setHeader('Cache-Control', 'no-store');
      if (operation.status === 204) {
        res.status(204).end();
      } else {
        res.status(operation.status).json(answer);
      }
    };
    this.#router[operation.method](path, handle);
  }

  async #authorize(operation: SsoOperation, req: Request): Promise<Caller> {
    const { access } = operation;
    if (access.kind === 'public') {
      return { ref: 'unauthenticated' };
    }
    if (access.kind === 'user' || access.kind === 'self') {
      const credentials: BackstageCredentials<BackstageUserPrincipal> =
        await this.#httpAuth.credentials(req, { allow: ['user'] });
      if (access.kind === 'user') {
        await this.#guard.assertAllowed(credentials, access.permission);
      }
      return { ref: credentials.principal.userEntityRef };
    }
    const credentials: BackstageCredentials<BackstageServicePrincipal> =
      await this.#httpAuth.credentials(req, { allow: ['service'] });
    const { subject } = credentials.principal;
    if (!access.plugins.some(plugin => subject === `plugin:${plugin}`)) {
      throw new NotAllowedError(
        `${operation.operationId} is for the plugins ${access.plugins.join(
          ', ',
        )} only`,
      );
    }
    return { ref: subject };
  }
}

/** @throws FieldErrors naming every value that is not accepted */
function parse<TOperation extends SsoOperation>(
  operation: TOperation,
  req: Request,
): SsoOperationRequest<TOperation> {
  const parts = {
    params: operation.params.safeParse(req.params),
    query: operation.query.safeParse(req.query),
    body: operation.body.safeParse(
      operation.method === 'get' || operation.method === 'delete'
        ? {}
        : req.body ?? {},
    ),
  };
  const problems = Object.values(parts).flatMap(part =>
    part.success ? [] : FieldErrors.fromZod(part.error).fields,
  );
  if (problems.length) {
    throw new FieldErrors(problems);
  }
  return {
    params: parts.params.data,
    query: parts.query.data,
    body: parts.body.data,
  } as SsoOperationRequest<TOperation>;
}

import type { MiddlewareSpec } from '../../../imports/traefik.io/v1alpha1';
import type { BasicAuth, ForwardAuth } from './route-props';

/** What a Middleware of a route does. */
export interface RouteMiddleware {
  /** Id of its construct. */
  readonly id: string;
  readonly name: string;
  readonly spec: MiddlewareSpec;
}

/** The parts of a route that are Middlewares, after they were read. */
export interface MiddlewareParts {
  /** @default - every address */
  readonly allowFrom?: readonly string[] | undefined;
  /** @default - everybody */
  readonly auth?: BasicAuth | ForwardAuth | undefined;
  /**
   * Bytes.
   *
   * @default - no limit
   */
  readonly bodyLimit?: number | undefined;
}

/** Middlewares of a route in the order in which a request meets them: a body is kept only for those who may pass. */
export function routeMiddlewares(route: string, { allowFrom, auth, bodyLimit }: MiddlewareParts): RouteMiddleware[] {
  const parts: RouteMiddleware[] = [];
  if (allowFrom !== undefined) {
    parts.push({ id: 'AllowFrom', name: `${route}-allow-from`, spec: { ipAllowList: { sourceRange: allowFrom } } });
  }
  if (auth !== undefined) {
    parts.push({ id: 'Auth', name: `${route}-auth`, spec: authSpec(auth) });
  }
  if (bodyLimit !== undefined) {
    parts.push({
      id: 'BodyLimit',
      name: `${route}-body-limit`,
      spec: { buffering: { maxRequestBodyBytes: bodyLimit } },
    });
  }
  return parts;
}

function authSpec(auth: BasicAuth | ForwardAuth): MiddlewareSpec {
  if ('basicAuth' in auth) {
    // A backend that knows the header of another login answers 401 to a name that it does not know.
    return { basicAuth: { secret: auth.basicAuth.secretName, removeHeader: true } };
  }
  const { address, trustForwardHeader = false, authResponseHeaders = [] } = auth.forwardAuth;
  const headers = authResponseHeaders.length === 0 ? {} : { authResponseHeaders: [...authResponseHeaders] };
  return { forwardAuth: { address, trustForwardHeader, ...headers } };
}

import { CRD_PROVIDER, middlewareId, ROUTER_ANNOTATION, TRAEFIK_GROUP } from '../../constructs/ingress/route/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, textOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import {
  annotationPath,
  HTTP_ROUTE,
  INGRESS,
  INGRESS_ROUTE,
  isTraefiks,
  listedIn,
  MIDDLEWARE,
  middlewaresById,
} from '../engine/routes';
import { defineGuardrail } from '../rule';
import { INVALID, VALID } from './rows/middlewares';

/** A name that leads nowhere closes the route; one that leads to another's Middleware opens it to that other. */
export default defineGuardrail<Manifest>({
  kind: [INGRESS_ROUTE, INGRESS, HTTP_ROUTE],
  severity: 'error',
  summary:
    'a Middleware that a route names is there, of the namespace of the route, and the only one of its name in Traefik',
  why: 'Traefik drops a route whose Middleware it does not find, and whoever writes in the other namespace, or takes the same name there, decides over the login of this one',
  fix: 'use Route, which renders its Middlewares beside itself',
  waive: 'when something makes the Middleware at run time',
  source: 'https://doc.traefik.io/traefik/reference/install-configuration/providers/overview/#provider-namespace',
  check: (object, index) => JUDGES[kindOf(object)]?.(object, index) ?? [],
  valid: VALID,
  invalid: INVALID,
});

const JUDGES: Readonly<Record<string, (object: Manifest, index: ObjectIndex) => readonly Violation[]>> = {
  [INGRESS_ROUTE]: ofIngressRoute,
  [INGRESS]: ofIngress,
  [HTTP_ROUTE]: ofHttpRoute,
};

/** Whether a Middleware of its own namespace exists is for structure/reference to say. */
function ofIngressRoute(object: Manifest, index: ObjectIndex): readonly Violation[] {
  const { namespace = 'default' } = object.metadata;
  return fieldsAt(object, 'spec.routes[].middlewares[].name').flatMap(({ at, value, holder }) => {
    const name = textOf(value) ?? '';
    const other = textOf(holder['namespace']) ?? namespace;
    if (name.endsWith(CRD_PROVIDER)) {
      const expected = 'the name of the Middleware alone: this form of it crosses namespaces, which Traefik refuses';
      return [{ at, got: name, expected }];
    }
    if (name.includes('@')) {
      return [];
    }
    return other === namespace
      ? shared(at, [namespace, name], index)
      : [{ at: at.replace(/name$/, 'namespace'), got: other, expected: `the route's own namespace, ${namespace}` }];
  });
}

/** Traefik joins namespace and name to one: two Middlewares that are written alike are one to it, whoever names them. */
function shared(at: string, [namespace, name]: readonly [string, string], index: ObjectIndex): readonly Violation[] {
  const fault = faultOfShared(name, middlewaresById(index).get(middlewareId(namespace, name)) ?? []);
  return fault === undefined ? [] : [{ at, ...fault }];
}

function faultOfShared(name: string, found: readonly Manifest[]): Fault {
  return found.length < 2
    ? undefined
    : {
        got: `${name}, which is the name of ${found.map(placeOf).join(' and ')}`,
        expected: 'a name of one: Traefik writes both alike, and takes either',
      };
}

function placeOf({ metadata: { namespace = 'default', name } }: Manifest): string {
  return `${namespace}/${name}`;
}

function ofIngress(object: Manifest, index: ObjectIndex): readonly Violation[] {
  if (!isTraefiks(object, index)) {
    return [];
  }
  return listedIn(object, ROUTER_ANNOTATION.middlewares).flatMap((id) => {
    const fault = id.endsWith(CRD_PROVIDER) ? faultOfId(id, object, index) : faultOfName(id);
    return fault === undefined ? [] : [{ at: annotationPath(ROUTER_ANNOTATION.middlewares), ...fault }];
  });
}

type Fault = Pick<Violation, 'got' | 'expected'> | undefined;

/** Middlewares of other providers are not in the output: only that one is named can be judged. */
function faultOfName(id: string): Fault {
  return id.includes('@')
    ? undefined
    : { got: `${id}, without the name of a provider`, expected: `<namespace>-<name>${CRD_PROVIDER}` };
}

function faultOfId(id: string, { metadata: { namespace = 'default' } }: Manifest, index: ObjectIndex): Fault {
  const found = middlewaresById(index).get(id) ?? [];
  if (found.length === 0) {
    return index.incomplete || isExternal(id, index)
      ? undefined
      : { got: `${id}, which is no Middleware here`, expected: `<namespace>-<name>${CRD_PROVIDER} of a Middleware` };
  }
  const other = faultOfShared(id, found);
  if (other !== undefined) {
    return other;
  }
  return (found[0]!.metadata.namespace ?? 'default') === namespace
    ? undefined
    : { got: `${id}, which is ${placeOf(found[0]!)}`, expected: `a Middleware of the namespace ${namespace}` };
}

/** A Middleware that was declared to live elsewhere, as an Ingress names it. */
function isExternal(id: string, { externals }: ObjectIndex): boolean {
  return externals.some(
    ({ kind, namespace = '', name }) => kind === MIDDLEWARE && id === middlewareId(namespace, name),
  );
}

/** A filter has no namespace: it is always the route's own. */
function ofHttpRoute(object: Manifest, index: ObjectIndex): readonly Violation[] {
  const { namespace } = object.metadata;
  const paths = ['spec.rules[].filters[].extensionRef', 'spec.rules[].backendRefs[].filters[].extensionRef'];
  return paths
    .flatMap((path) => fieldsAt(object, `${path}.name`))
    .flatMap(({ at, value, holder }) => {
      const name = textOf(value) ?? '';
      const isOurs = holder['group'] === TRAEFIK_GROUP && holder['kind'] === 'Middleware';
      if (!isOurs) {
        return [];
      }
      return index.incomplete || index.exists(MIDDLEWARE, name, namespace)
        ? shared(at, [namespace ?? 'default', name], index)
        : [{ at, got: name, expected: `a Middleware ${namespace ?? 'default'}/${name} in the output, or external()` }];
    });
}

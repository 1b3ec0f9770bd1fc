import type { Manifest } from '../../constructs/model';
import {
  INGRESS_CLASS,
  INGRESS_CONTROLLER,
  middlewareId,
  ROUTER_ANNOTATION,
} from '../../constructs/ingress/route/derived';
import { isRecord, listOf, recordOf, textOf } from './fields';
import { getOrAdd } from './get-or-add';
import type { ObjectIndex } from './object-index';

export const INGRESS = 'networking.k8s.io/Ingress';
export const INGRESS_ROUTE = 'traefik.io/IngressRoute';
export const MIDDLEWARE = 'traefik.io/Middleware';
export const GATEWAY = 'gateway.networking.k8s.io/Gateway';
export const HTTP_ROUTE = 'gateway.networking.k8s.io/HTTPRoute';

const CLASS = 'networking.k8s.io/IngressClass';

/** Annotation by which an Ingress named its class before it had a field for that; Traefik still reads it. */
export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** The class that an Ingress names, by its field or, without one, by its annotation. */
export function classOf({ metadata, spec }: Manifest): string | undefined {
  return textOf(recordOf(spec)['ingressClassName']) ?? textOf(metadata.annotations?.[CLASS_ANNOTATION]);
}

/** Whether Traefik reads an Ingress: its class says so, or has Traefik's name where nothing here says what it is. */
export function isTraefiks(ingress: Manifest, index: ObjectIndex): boolean {
  const name = classOf(ingress);
  if (name === undefined) {
    return false;
  }
  // Of the charts that are known, only that of Traefik makes a class.
  const controller = textOf(recordOf(index.find(CLASS, name)?.manifest['spec'])['controller']);
  return controller === undefined ? name === INGRESS_CLASS : controller === INGRESS_CONTROLLER;
}

/** Whether anything here is, or will be, a class of this name. */
export function isClass(name: string, index: ObjectIndex): boolean {
  return index.exists(CLASS, name);
}

/** Path of an annotation, for people. */
export function annotationPath(key: string): string {
  return `metadata.annotations["${key}"]`;
}

/** Items of an annotation that is a list with commas. */
export function listedIn({ metadata }: Manifest, key: string): readonly string[] {
  return (textOf(metadata.annotations?.[key]) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Middlewares by the name under which an Ingress finds them. */
export function middlewaresById(index: ObjectIndex): ReadonlyMap<string, readonly Manifest[]> {
  return index.once(filedMiddlewares);
}

function filedMiddlewares(index: ObjectIndex): ReadonlyMap<string, readonly Manifest[]> {
  const byId = new Map<string, Manifest[]>();
  index.ofKind(MIDDLEWARE).forEach(({ manifest }) => {
    const { namespace = '', name } = manifest.metadata;
    getOrAdd(byId, middlewareId(namespace, name), () => []).push(manifest);
  });
  return byId;
}

/** Whether a Middleware sends a client to HTTPS, whatever it asked for. */
export function redirects(middleware: Manifest | undefined): boolean {
  const { redirectScheme } = recordOf(middleware?.['spec']);
  return isRecord(redirectScheme) && redirectScheme['scheme'] === 'https';
}

/** Entry points of Traefik that an Ingress names. */
export function entryPointsOfIngress(ingress: Manifest): readonly string[] {
  return listedIn(ingress, ROUTER_ANNOTATION.entryPoints);
}

/** Texts of a list; whatever else stands in it is for the schema to report. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}

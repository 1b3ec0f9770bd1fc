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

/**
 * Whether Traefik reads an Ingress. Where a field names a class, the controller of that class says so, or its name where
 * nothing here tells the controller. Without the field Traefik, unless it is set to one class, takes whatever has no
 * annotation, or its own name in it: an annotation is no name of an IngressClass.
 *
 * @see https://github.com/traefik/traefik/blob/v3.7.9/pkg/provider/kubernetes/ingress/kubernetes.go shouldProcessIngress
 */
export function isTraefiks({ metadata, spec }: Manifest, index: ObjectIndex): boolean {
  const name = textOf(recordOf(spec)['ingressClassName']);
  return name === undefined
    ? isTraefiksAnnotation(metadata.annotations?.[CLASS_ANNOTATION])
    : (controllerOf(name, index) ?? (name === INGRESS_CLASS ? INGRESS_CONTROLLER : undefined)) === INGRESS_CONTROLLER;
}

/** Whether Traefik takes an Ingress without a field for its class; an empty annotation is none. */
export function isTraefiksAnnotation(annotation: unknown): boolean {
  return annotation === undefined || annotation === '' || annotation === INGRESS_CLASS;
}

/** What a class says in `spec.controller`. Of the charts that are known, only that of Traefik makes a class. */
function controllerOf(name: string, index: ObjectIndex): string | undefined {
  return textOf(recordOf(index.find(CLASS, name)?.manifest['spec'])['controller']);
}

/** Whether another controller than Traefik is known to be in the cluster, by a class of it. */
export function hasOtherController(index: ObjectIndex): boolean {
  return (
    index.externals.some(({ kind }) => kind === CLASS) ||
    index.ofKind(CLASS).some(({ manifest }) => controllerOf(manifest.metadata.name, index) !== INGRESS_CONTROLLER)
  );
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
    const { namespace = 'default', name } = manifest.metadata;
    getOrAdd(byId, middlewareId(namespace, name), () => []).push(manifest);
  });
  return byId;
}

/** Whether a Middleware sends a client to HTTPS, whatever it asked for. */
export function redirects(middleware: Manifest | undefined): boolean {
  const { redirectScheme, redirectRegex } = recordOf(middleware?.['spec']);
  return (
    (isRecord(redirectScheme) && redirectScheme['scheme'] === 'https') ||
    (textOf(recordOf(redirectRegex)['replacement']) ?? '').startsWith('https://')
  );
}

/** Entry points of Traefik that an Ingress names. */
export function entryPointsOfIngress(ingress: Manifest): readonly string[] {
  return listedIn(ingress, ROUTER_ANNOTATION.entryPoints);
}

/** Texts of a list; whatever else stands in it is for the schema to report. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}

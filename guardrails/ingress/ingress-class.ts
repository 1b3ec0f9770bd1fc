import type { Manifest, Violation } from '../../constructs/model';
import { recordOf, textOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { annotationPath, CLASS_ANNOTATION, INGRESS, isClass } from '../engine/routes';
import { defineGuardrail } from '../rule';
import { article00, ingress } from './rows/routes';

const TRAEFIKS_CLASS: Manifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'traefik' },
  spec: { controller: 'traefik.io/ingress-controller' },
};

/** Without a class it depends on the cluster who answers, and on the hour whether two do. */
export default defineGuardrail<Manifest>({
  kind: INGRESS,
  severity: 'error',
  summary: 'an Ingress names a class that is in the cluster',
  lesson: 'article 00 writes the class nginx for pgAdmin, in a series whose controller is Traefik',
  why: "no controller reads an Ingress of a class that nobody has, and without a class the cluster's default decides: the host answers 404",
  fix: 'write spec.ingressClassName: traefik',
  waive: 'for an Ingress that cert-manager makes and takes away again',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  check: (object, index) => judge(object, index),
  valid: [
    { name: 'a class that is rendered', objects: [ingress(), TRAEFIKS_CLASS] },
    {
      name: 'a class that somebody else makes',
      objects: [article00()],
      externals: [{ kind: 'networking.k8s.io/IngressClass', name: 'nginx', reason: 'made by the old controller' }],
    },
    {
      name: 'the class in the annotation of old',
      objects: [ingress({ [CLASS_ANNOTATION]: 'traefik' }, { ingressClassName: undefined }), TRAEFIKS_CLASS],
    },
  ],
  invalid: [
    {
      name: 'the Ingress of article 00, where Traefik is the controller',
      objects: [article00(), TRAEFIKS_CLASS],
      findings: [{ at: 'spec.ingressClassName', got: 'nginx, which nothing makes' }],
    },
    {
      name: 'no class',
      objects: [ingress({}, { ingressClassName: undefined }), TRAEFIKS_CLASS],
      findings: [{ at: 'spec.ingressClassName', got: 'nothing' }],
    },
    {
      name: 'a class that nobody makes, in the annotation of old',
      objects: [ingress({ [CLASS_ANNOTATION]: 'nginx' }, { ingressClassName: undefined }), TRAEFIKS_CLASS],
      findings: [{ at: 'metadata.annotations["kubernetes.io/ingress.class"]', got: 'nginx, which nothing makes' }],
    },
  ],
});

function judge({ metadata, spec }: Manifest, index: ObjectIndex): Violation[] {
  const field = textOf(recordOf(spec)['ingressClassName']);
  const name = field ?? textOf(metadata.annotations?.[CLASS_ANNOTATION]);
  if (name === undefined) {
    return [{ at: 'spec.ingressClassName', got: 'nothing', expected: 'the name of an IngressClass' }];
  }
  // What is not here may be in a part that ended with an error; the report counts it as not judged.
  if (index.incomplete || isClass(name, index)) {
    return [];
  }
  const at = field === undefined ? annotationPath(CLASS_ANNOTATION) : 'spec.ingressClassName';
  return [
    { at, got: `${name}, which nothing makes`, expected: 'a class of this cluster, or external() with the reason' },
  ];
}

import type { Manifest, Violation } from '../../constructs/model';
import { recordOf, textOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import {
  annotationPath,
  CLASS_ANNOTATION,
  hasOtherController,
  INGRESS,
  isClass,
  isTraefiksAnnotation,
} from '../engine/routes';
import { defineGuardrail } from '../rule';
import { article00, ingress } from './rows/routes';

const TRAEFIKS_CLASS: Manifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'traefik' },
  spec: { controller: 'traefik.io/ingress-controller' },
};

/** Without a class whoever takes such Ingresses answers: Traefik does, and others beside it. */
export default defineGuardrail<Manifest>({
  kind: INGRESS,
  severity: 'error',
  summary: 'an Ingress names a class that is in the cluster',
  lesson: 'article 00 writes the class nginx for pgAdmin, in a series whose controller is Traefik',
  why: 'no controller reads an Ingress of a class that nobody has: its host answers 404; one without a class is read by every controller that takes such Ingresses, and two of them may answer for one host',
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
      name: "Traefik's own name in the annotation of old, which no class has to bear",
      objects: [ingress({ [CLASS_ANNOTATION]: 'traefik' }, { ingressClassName: undefined })],
    },
    {
      name: 'the annotation of old for another controller, whose class has another name',
      objects: [
        ingress({ [CLASS_ANNOTATION]: 'nginx' }, { ingressClassName: undefined }),
        { ...TRAEFIKS_CLASS, metadata: { name: 'old' }, spec: { controller: 'k8s.io/ingress-nginx' } },
      ],
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
      name: 'the annotation of old for another controller, of which nothing is here',
      objects: [ingress({ [CLASS_ANNOTATION]: 'nginx' }, { ingressClassName: undefined }), TRAEFIKS_CLASS],
      findings: [
        { at: 'metadata.annotations["kubernetes.io/ingress.class"]', got: 'nginx, which Traefik does not read' },
      ],
    },
  ],
});

function judge({ metadata, spec }: Manifest, index: ObjectIndex): Violation[] {
  const [at, name] = ['spec.ingressClassName', textOf(recordOf(spec)['ingressClassName'])];
  if (name === undefined) {
    const annotation = textOf(metadata.annotations?.[CLASS_ANNOTATION]) ?? '';
    return annotation === ''
      ? [{ at, got: 'nothing', expected: 'the name of an IngressClass' }]
      : judgeAnnotation(annotation, index);
  }
  // What is not here may be in a part that ended with an error; the report counts it as not judged.
  if (index.incomplete || isClass(name, index)) {
    return [];
  }
  return [
    { at, got: `${name}, which nothing makes`, expected: 'a class of this cluster, or external() with the reason' },
  ];
}

/** The annotation is a word for controllers, which each compare it with one of their own. */
function judgeAnnotation(annotation: string, index: ObjectIndex): Violation[] {
  return index.incomplete || isTraefiksAnnotation(annotation) || hasOtherController(index)
    ? []
    : [
        {
          at: annotationPath(CLASS_ANNOTATION),
          got: `${annotation}, which Traefik does not read`,
          expected: 'spec.ingressClassName with a class of this cluster',
        },
      ];
}

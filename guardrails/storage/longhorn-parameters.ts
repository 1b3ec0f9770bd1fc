import type { StorageClass } from '../../imports/storage.k8s.io/v1';
import type { Violation } from '../../constructs/model';
import { alternatives, closest, quoted } from '../../constructs/model/text';
import {
  CLASS_PARAMETERS,
  LONGHORN_DRIVER,
  PROVISIONER_PARAMETERS,
  type ParameterForm,
} from '../../constructs/storage/longhorn/classes/derived';
import { recordOf } from '../engine/fields';
import { dotted } from '../schemas/path';
import { defineGuardrail } from '../rule';
import { longhornClass, storageClass } from './rows/classes';

/** No schema knows these names. */
export default defineGuardrail<StorageClass>({
  kind: 'storage.k8s.io/StorageClass',
  severity: 'error',
  summary: "a Longhorn class has parameters that Longhorn's driver reads, with values that it can read",
  why: 'a name with a typing error is passed over, and volumes get the default instead; a value that cannot be read leaves every claim pending',
  fix: 'correct the name or the value; StorageClass writes them from typed props',
  waive: 'for a parameter of a newer Longhorn than the pinned one',
  source: 'https://longhorn.io/docs/1.12.1/references/storage-class-parameters/',
  check: ({ provisioner, parameters }) =>
    provisioner === LONGHORN_DRIVER
      ? Object.entries(recordOf(parameters)).flatMap(([name, value]) => judge(name, value))
      : [],
  valid: [
    {
      name: 'numbers, choices, and what the provisioner reads',
      objects: [longhornClass({ fstype: 'xfs', 'csi.storage.k8s.io/fstype': 'xfs' })],
    },
    {
      name: 'jobs, and a switch as Go reads them',
      objects: [longhornClass({ recurringJobSelector: '[{"name":"backup","isGroup":true}]', encrypted: 'T' })],
    },
    {
      name: 'how volumes are cloned, and whose room the scheduler counts',
      objects: [longhornClass({ cloneMode: 'linked-clone', storageCapacityMode: 'zone' })],
    },
    {
      name: 'another driver',
      objects: [storageClass('other', { provisioner: 'csi.example.org', parameters: { replicas: '3' } })],
    },
  ],
  invalid: [
    {
      name: 'names that nearly exist: the first is what a page of Longhorn writes in its example',
      objects: [longhornClass({ freezeFSForSnapshot: 'enabled', numberOfReplica: '3' })],
      findings: [
        { at: 'parameters.freezeFSForSnapshot', got: 'a parameter that Longhorn does not read' },
        { at: 'parameters.numberOfReplica', got: 'a parameter that Longhorn does not read' },
      ],
    },
    {
      name: 'choices that are none',
      objects: [longhornClass({ cloneMode: 'copy', storageCapacityMode: 'cluster' })],
      findings: [
        { at: 'parameters.cloneMode', got: '"copy"' },
        { at: 'parameters.storageCapacityMode', got: '"cluster"' },
      ],
    },
    {
      name: 'values that cannot be read',
      objects: [
        longhornClass({
          numberOfReplicas: 'three',
          dataLocality: 'strict',
          encrypted: 'yes',
          recurringJobSelector: 'backup',
        }),
      ],
      findings: [
        { at: 'parameters.dataLocality', got: '"strict"' },
        { at: 'parameters.encrypted', got: '"yes"' },
        { at: 'parameters.numberOfReplicas', got: '"three"' },
        { at: 'parameters.recurringJobSelector', got: '"backup"' },
      ],
    },
  ],
});

function judge(name: string, value: unknown): Violation[] {
  const at = dotted(['parameters', name]);
  const form = CLASS_PARAMETERS.get(name);
  if (form === undefined) {
    return name.startsWith(PROVISIONER_PARAMETERS) || name.toLowerCase() === 'fstype' ? [] : [unknown(at, name)];
  }
  // What is no text has a rule of its own.
  const expected = typeof value === 'string' ? expectedOf(value, form) : undefined;
  return expected === undefined ? [] : [{ at, got: quoted(String(value)), expected }];
}

function unknown(at: string, name: string): Violation {
  const meant = closest(name, CLASS_PARAMETERS.keys());
  return {
    at,
    got: 'a parameter that Longhorn does not read',
    expected: 'a parameter of the driver',
    ...(meant === undefined ? {} : { fix: `write ${meant}` }),
  };
}

/** What was expected where a text does not have its form; undefined where it does. */
function expectedOf(value: string, form: ParameterForm): string | undefined {
  if (typeof form !== 'string') {
    return form.includes(value) ? undefined : alternatives(form);
  }
  return READABLE[form](value) ? undefined : NAMED[form];
}

type FormName = Extract<ParameterForm, string>;

/** As Go's `strconv` reads them. */
const READABLE: Readonly<Record<FormName, (value: string) => boolean>> = {
  text: () => true,
  integer: (value) => /^[+-]?[0-9]+$/.test(value),
  boolean: (value) => /^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(value),
  json: isJsonList,
};

const NAMED: Readonly<Record<FormName, string>> = {
  text: 'a text',
  integer: 'a whole number',
  boolean: '"true" or "false"',
  json: 'a list of jobs as JSON: [{"name":"backup","isGroup":true}]',
};

function isJsonList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

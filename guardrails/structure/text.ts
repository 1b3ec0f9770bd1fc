import type { Manifest, Rendered } from '../../constructs/model';
import { slipsIn } from '../engine/slips';
import { defineStructureRule } from '../rule';

const configMap = (name: string, data: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'apps' },
  data,
});

const ingress = (host: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { rules: [{ host }] },
});

/** What a program writes when it meant a value. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'no rendered text holds what JavaScript writes in the place of a value that was not there',
  why: 'undefined, NaN, [object Object] and an unresolved ${...} are valid names and hosts: they are applied, and lead nowhere',
  fix: 'render the value that was meant, or leave the field out',
  waive: 'when the text is a program that means it',
  source: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Object/toString',
  check: (object, { leaves }) => slipsIn(object, leaves),
  valid: [
    {
      name: 'a script and a template, which mean what they say',
      objects: [
        configMap('tools', {
          'run.sh': '#!/bin/sh\nset -u\necho "${HOME}: undefined variables end this script"\n',
          'dashboard.json': '{"datasource": "${DS}", "nullValueMode": "connected"}',
        }),
        {
          apiVersion: 'traefik.io/v1alpha1',
          kind: 'Middleware',
          metadata: { name: 'to-www', namespace: 'apps' },
          spec: { redirectRegex: { regex: '^https://example.org/(.*)', replacement: 'https://www.example.org/${1}' } },
        },
      ],
    },
    {
      name: 'a reference to another resource of the stack',
      resources: [
        { type: 'proxmoxve:storage/pbs:Pbs', name: 'pbs-main', inputs: { storageId: 'pbs-main' } },
        { type: 'proxmoxve:backup/job:Job', name: 'nightly', inputs: { storage: '${pbs-main.storageId}' } },
      ],
    },
  ],
  invalid: [
    {
      name: 'a host made from a value that was not there',
      objects: [ingress('undefined.example.org'), ingress('web.${DOMAIN}')],
      findings: [
        { at: 'spec.rules[0].host', got: '"undefined.example.org", with undefined' },
        { at: 'spec.rules[0].host', got: '"web.${DOMAIN}", with an unresolved ${...}' },
      ],
    },
    {
      name: 'a name made from a value that was not there',
      objects: [configMap('settings-undefinedc8bb', { mode: 'fast' })],
      findings: [{ at: 'metadata.name', got: '"settings-undefinedc8bb", with undefined' }],
    },
    {
      name: 'an object and a number that is none, as text',
      objects: [configMap('settings', { limits: '[object Object]', ratio: 'NaN' })],
      findings: [
        { at: 'data.limits', got: '"[object Object]", with [object Object]' },
        { at: 'data.ratio', got: '"NaN", with NaN' },
      ],
    },
    {
      name: 'an output of Pulumi, put into a text',
      resources: [
        {
          type: 'proxmoxve:backup/job:Job',
          name: 'nightly',
          inputs: { comment: 'to Calling [toString] on an [Output<T>] is not supported.' },
        },
      ],
      findings: [
        {
          at: 'inputs.comment',
          got: '"to Calling [toString] on an [Output<T>] is not supported.", with the text of an Output',
        },
      ],
    },
  ],
});

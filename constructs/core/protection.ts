/**
 * Annotations for an object that holds state, or holds what holds state: Argo CD neither prunes it when it leaves Git nor
 * deletes it with its Application.
 *
 * `confirm` in the place of `false` would wait for an approval, and holds up the whole synchronisation until then; one
 * approval counts for everything that waits in the Application. With `false` the Application is shown as out of sync, its
 * neighbours go on, and the object goes only when a person deletes it.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources
 */
export const NEVER_PRUNED: Readonly<Record<string, string>> = Object.freeze({
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
});

/**
 * Refuses what an `async` builder returns: all that stands behind its first `await` would be missing.
 *
 * @throws Error
 */
export function refusePromise(built: unknown): void {
  if (typeof built === 'object' && built !== null && 'then' in built && typeof built.then === 'function') {
    // Nobody waits for it: a later rejection must not end the process.
    Promise.resolve(built).catch(() => undefined);
    throw new Error('build returned a promise, and nobody waits for one: make it a function that is not async');
  }
}

/** How the command is typed where it runs: in a checkout through npm, elsewhere by its name. */
export const INVOCATION: string = __filename.endsWith('.ts') ? 'npm run -s rackproof --' : 'rackproof';

import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, wherever the command was typed. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Node 24 of the `node` package, which runs everything but the set-up itself. Not the link in
 * `.bin`: that is a shell script on some systems, and signals must reach Node.
 */
export const NODE_24 = path.join(
  ROOT,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** What Node keeps of scripts that it has compiled: a start takes little more than half the time. */
export const COMPILED = path.join(ROOT, '.setup/compiled');

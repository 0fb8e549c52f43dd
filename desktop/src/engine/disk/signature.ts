import type { Stats } from 'node:fs';
import type { FileSignature } from '../settle/outcome.ts';

/** What a stat says about the state of a file. */
export function signatureOf(stats: Pick<Stats, 'size' | 'mtimeMs' | 'ino'>): FileSignature {
  return { size: stats.size, mtimeMs: stats.mtimeMs, ino: stats.ino };
}

/** Whether two looks at a path found the same file in the same state. */
export function sameSignature(a: FileSignature, b: FileSignature): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;
}

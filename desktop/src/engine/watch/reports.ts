import { sameSignature } from '../disk/signature.ts';
import type { FileSignature } from '../settle/outcome.ts';

/** What was reported and is not yet known to the ledger. */
export interface Reports {
  /**
   * Whether this state of the file is to be reported now, which it then counts as; `rewritten` as
   * the candidate says it.
   */
  isDue(path: string, signature: FileSignature): 'no' | 'new' | 'rewritten';
  forget(path: string): void;
  clear(): void;
}

/**
 * Remembers reports for a while, so that a file which waits for its turn is not reported by every
 * scan; in case a report was lost on the way it is repeated after `remind` milliseconds.
 */
export function createReports(
  known: (path: string) => FileSignature | undefined,
  remind: number,
): Reports {
  const reported = new Map<string, { signature: FileSignature; at: number }>();
  return {
    isDue(path, signature) {
      const recorded = known(path);
      if (recorded !== undefined && sameSignature(recorded, signature)) {
        reported.delete(path);
        return 'no';
      }
      const now = performance.now();
      const last = reported.get(path);
      const repeated = last !== undefined && sameSignature(last.signature, signature);
      if (repeated && now - last.at < remind) return 'no';
      reported.set(path, { signature, at: now });
      return recorded?.ino === signature.ino ? 'rewritten' : 'new';
    },
    forget(path) {
      reported.delete(path);
    },
    clear() {
      reported.clear();
    },
  };
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

export type Kind = 'root' | 'public' | 'docker' | 'run';

export interface Block {
  language: string;
  /** Its first line says what it needs; `run` needs nothing. */
  kind: Kind;
  text: string;
}

const KINDS: readonly Kind[] = ['root', 'public', 'docker'];

/** The operator's guide; guide.test.ts executes it from its beginning to its end. */
export const GUIDE = 'docs/operating.md';

/** The code blocks of a document, in their order. */
export async function readBlocks(document = GUIDE): Promise<Block[]> {
  const text = await readFile(path.join(ROOT, document), 'utf8');
  const found = text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm);
  return Array.from(found, ([, indent = '', language = '', indented = '']) => {
    // In a list, a block stands below its entry.
    const block = indented.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const kind = KINDS.find((one) => block.startsWith(`# ${one}\n`)) ?? 'run';
    return { language, kind, text: block };
  });
}

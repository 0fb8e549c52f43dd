import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../setup/places.mjs';

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
  const found = text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return Array.from(found, ([, language = '', block = '']) => ({
    language,
    kind: KINDS.find((kind) => block.startsWith(`# ${kind}\n`)) ?? 'run',
    text: block,
  }));
}

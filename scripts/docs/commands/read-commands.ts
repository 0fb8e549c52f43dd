import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { GUIDE, readBlocks } from '../../deploy/guide.ts';
import type { Block } from '../../deploy/guide.ts';
import { ROOT } from '../../setup/places.mjs';

const Manifest = z.object({ scripts: z.record(z.string(), z.string()) });

/** A block of commands and the document it stands in. */
export interface Found extends Block {
  document: string;
}

/** Everything that people are told to type: all documents but the reference, which has none. */
export async function documents(): Promise<string[]> {
  const isText = (name: string): boolean => name.endsWith('.md');
  const top = (await readdir(ROOT)).filter(isText);
  const below = (await readdir(path.join(ROOT, 'docs'))).filter(isText);
  return [...top, ...below.map((name) => `docs/${name}`)].toSorted();
}

export async function shellBlocks(): Promise<Found[]> {
  const all = await Promise.all(
    (await documents()).map(async (document) =>
      (await readBlocks(document)).map((block) => ({ ...block, document })),
    ),
  );
  return all.flat().filter(({ language }) => language === 'sh');
}

export function isOfGuide({ document }: Found): boolean {
  return document === GUIDE;
}

/** What a block says to do, without what it says about it. */
export function withoutRemarks(text: string): string {
  return text.replaceAll(/\s+# .*$/gm, '').trim();
}

/** `npm …` in the middle of a sentence, with the document it stands in. */
export async function inlineCommands(): Promise<{ document: string; command: string }[]> {
  const found: { document: string; command: string }[] = [];
  for (const document of await documents()) {
    const text = (await readFile(path.join(ROOT, document), 'utf8')).replaceAll(
      /^( *)```[\s\S]*?^\1```$/gm,
      '',
    );
    for (const [, command = ''] of text.matchAll(/`(npm (?:run|start|test)\b[^`]*)`/g)) {
      found.push({ document, command });
    }
  }
  return found;
}

export async function scripts(): Promise<Record<string, string>> {
  const text = await readFile(path.join(ROOT, 'package.json'), 'utf8');
  return Manifest.parse(JSON.parse(text)).scripts;
}

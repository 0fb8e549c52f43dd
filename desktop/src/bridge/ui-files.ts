import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { textReply, type Reply } from './reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The built UI: answers by path, `/` being the page. Undefined: no such file. */
export type UiFiles = (path: string) => Reply | undefined;

/**
 * Reads the built UI into memory. It is small and read once, so that a request can never name
 * another file of the disk: paths are looked up and not resolved.
 *
 * @param folder what vite wrote.
 * @throws where it has written nothing yet.
 */
export async function loadUiFiles(folder: string): Promise<UiFiles> {
  const replies = new Map<string, Reply>();
  if (!existsSync(path.join(folder, 'index.html'))) {
    throw new Error('the tether UI has not been built; npm start does that.');
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    replies.set(`/${name}`, {
      status: 200,
      headers: { 'content-type': type, 'cache-control': cachingOf(name) },
      body: await readFile(file),
    });
  }
  return (asked) => replies.get(asked === '/' ? '/index.html' : asked);
}

/** Files below assets/ carry a hash of their content in the name. */
function cachingOf(name: string): string {
  return name.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
}

/** Answers a file of the UI, or says that there is none. */
export function uiResponse(files: UiFiles, asked: string): Reply {
  return files(asked) ?? textReply(404, 'There is nothing here.');
}

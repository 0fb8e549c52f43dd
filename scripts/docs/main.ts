import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../setup/places.mjs';
import { makePages } from './api/pages.ts';
import { readInterface } from './api/source.ts';

/* `npm run docs`: writes the reference of the interface, docs/api.md and what it leads to. */

const pages = await makePages(await readInterface());
for (const [place, text] of pages) {
  const file = path.join(ROOT, place);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
process.stdout.write(`${[...pages.keys()].join('\n')}\n`);

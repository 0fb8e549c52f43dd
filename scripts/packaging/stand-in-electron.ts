import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What @electron/fuses looks for in Electron's program; behind it version, count and the fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const VERSION = 1;
const FUSES = 9;
const ON = '1';

/**
 * Writes a folder such as Electron's zip file for Linux holds, as far as packaging looks at it. Its
 * program cannot be run; every fuse in it is on.
 */
export async function writeStandInElectron(folder: string): Promise<void> {
  for (const place of ['locales', 'resources']) {
    await mkdir(path.join(folder, place), { recursive: true });
  }
  const wire = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([VERSION, FUSES]),
    Buffer.from(ON.repeat(FUSES)),
  ]);
  const program = path.join(folder, 'electron');
  await writeFile(program, Buffer.concat([Buffer.alloc(4096), wire, Buffer.alloc(4096)]));
  await chmod(program, 0o755);
  for (const language of ['de', 'en-US', 'zh-CN']) {
    await writeFile(path.join(folder, `locales/${language}.pak`), language);
  }
  await writeFile(path.join(folder, 'LICENSE'), 'Electron');
  await writeFile(path.join(folder, 'LICENSES.chromium.html'), 'Chromium');
}

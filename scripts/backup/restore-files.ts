import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { readEntries } from '@picture-live/shared/backup';

/** Tokens and keys are in some of them. */
const OWNER_ONLY = 0o600;

/** Writes what belongs to the data folder but not to the relay, through to the disk. */
export async function restoreFiles(file: string, home: string, signal: AbortSignal): Promise<void> {
  await readEntries(
    file,
    async ({ name, body }) => {
      if (name !== 'secrets.json' && !name.startsWith('desktop/')) {
        // The blobs are last, and most of the file.
        return !name.startsWith('relay/blobs/');
      }
      const target = path.join(home, ...name.split('/'));
      await mkdir(path.dirname(target), { recursive: true });
      const handle = await open(target, 'wx', OWNER_ONLY);
      try {
        await handle.writeFile(body);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      return true;
    },
    { signal },
  );
}

import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { StorageConfig } from '../../relay/src/config/storage.ts';
import { storageTrial } from '../../relay/src/services/readiness/try-storage.ts';
import { Intake } from '../../relay/src/storage/intake.ts';
import { openBlobStore } from '../../relay/src/storage/open-blob-store.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const NAME = 'pictures';
/** Somebody sits before the screen: no long second tries. */
const PATIENCE = { tries: 1, pauseMs: 100, tryMs: 8_000, idleMs: 8_000 };

/** Writes a small blob into the store of the pictures, reads it and removes it, as /ready does. */
export async function checkStorage(config: StorageConfig): Promise<Finding> {
  if (config.type === 'local' && !existsSync(config.folder)) {
    return ok(NAME, `${config.folder} is not there yet; the first start makes it.`);
  }
  if (config.type === 'local' && (await isOfOthersForRoot(config.folder))) {
    const says = `Not tried: ${config.folder} is not root’s, and the relay could not write into what root makes there.`;
    return warn(NAME, says, 'Run the doctor as the user who runs the relay (sudo -u …).');
  }
  const where = config.type === 'local' ? config.folder : `the bucket ${config.settings.bucket}`;
  const blobs = await openBlobStore(hurried(config));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-doctor-'));
  try {
    const said = await storageTrial({ blobs, intake: new Intake(folder), now: Date.now })();
    if (said === 'ok') return ok(NAME, `A blob was written to ${where}, read and removed.`);
    const reason = await blobs.check();
    const because = reason === 'ok' ? said : reason;
    return fail(NAME, `${where}: ${because}`, fixOf(config));
  } finally {
    blobs.close();
    await rm(folder, { recursive: true });
  }
}

async function isOfOthersForRoot(folder: string): Promise<boolean> {
  return process.getuid?.() === 0 && (await stat(folder)).uid !== 0;
}

function hurried(config: StorageConfig): StorageConfig {
  if (config.type === 'local') return config;
  return { type: 's3', settings: { ...config.settings, patience: PATIENCE } };
}

function fixOf(config: StorageConfig): string {
  return config.type === 'local'
    ? 'Make room, or give the folder to the user who runs the relay.'
    : 'Check endpoint, bucket and key, and that the key may put, get, list and delete objects.';
}

import { mkdir } from 'node:fs/promises';
import { assertNever } from '@picture-live/shared/errors';
import type { StorageConfig } from '../config/storage.ts';
import type { BlobStore } from './blob-store.ts';
import { LocalDiskStore } from './local-disk-store.ts';
import { S3Store } from './s3/s3-store.ts';

/** The store that the settings ask for; `close` it in the end. */
export async function openBlobStore(config: StorageConfig): Promise<BlobStore> {
  switch (config.type) {
    case 's3':
      return new S3Store(config.settings);
    case 'local':
      await mkdir(config.folder, { recursive: true });
      return new LocalDiskStore(config.folder);
    default:
      return assertNever(config);
  }
}

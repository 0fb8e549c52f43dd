import type { RelayConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { FanOut } from '../fan-out/fan-out.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Intake } from '../storage/intake.ts';
import { deviceService } from './devices.ts';
import { healthService } from './health.ts';
import { mediaService } from './media/media.ts';
import { galleryPages } from './pages/gallery-page.ts';
import type { WebFiles } from './pages/web-files.ts';
import { paintedService } from './painted.ts';
import { publishService } from './publish/publish.ts';
import { receiveService } from './receive/receive.ts';
import { sessionService } from './sessions.ts';

/** What a relay stands on; the mode (embedded, scaled) is which of them it is given. */
export interface RelayDeps {
  db: Db;
  blobs: BlobStore;
  intake: Intake;
  fanOut: FanOut;
  /** The built pages; null where there are none. */
  web: WebFiles | null;
  /** Epoch milliseconds. */
  now: () => number;
}

export type Services = ReturnType<typeof createServices>;

/** Every rule of the relay, wired once. */
export function createServices(config: RelayConfig, deps: RelayDeps) {
  const { db, blobs, web } = deps;
  const media = mediaService({ db, blobs, cacheBytes: config.mediaCacheBytes });
  const limits = { maxBytes: config.maxBlobBytes, stallMs: config.uploadStallMs };
  return {
    media,
    devices: deviceService({ ...deps, maxBlobBytes: config.maxBlobBytes }),
    galleries: web === null ? null : galleryPages(db, web.gallery),
    health: healthService(deps),
    painted: paintedService(deps),
    publishing: publishService({ ...deps, media }),
    receiving: receiveService({ ...deps, media, limits }),
    sessions: sessionService(db),
  };
}

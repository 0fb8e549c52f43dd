import type { RelayConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { FanOut } from '../fan-out/fan-out.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Intake } from '../storage/intake.ts';
import { loginDelaysInMemory } from './accounts/login-delays.ts';
import { openAccounts } from './accounts/open-accounts.ts';
import { deviceService } from './devices.ts';
import { healthService } from './health.ts';
import { openMedia } from './media/open-media.ts';
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
  /** What tokens are signed with: JWT_SECRET, or the one that the relay keeps. */
  signingSecret: string;
  /** Epoch milliseconds. */
  now: () => number;
}

export interface ServiceReports {
  /** What failed behind the back of whoever caused it. */
  onFailure: (error: unknown) => void;
}

export type Services = ReturnType<typeof createServices>;

/** Every rule of the relay, wired once; `stop` ends what runs by itself. */
export function createServices(config: RelayConfig, given: RelayDeps & ServiceReports) {
  const { db, web } = given;
  const { media, fanOut, stop } = openMedia(config, given);
  const deps = { ...given, fanOut };
  const limits = { maxBytes: config.maxBlobBytes, stallMs: config.uploadStallMs };
  const devices = deviceService({ ...deps, maxBlobBytes: config.maxBlobBytes });
  const accounts = openAccounts({
    ...deps,
    devices,
    delays: loginDelaysInMemory(deps.now),
    registration: config.registration,
    setupSecret: config.deviceToken,
  });
  return {
    ...accounts,
    media,
    devices,
    galleries: web === null ? null : galleryPages(db, web.gallery),
    health: healthService(deps),
    painted: paintedService(deps),
    publishing: publishService({ ...deps, media }),
    receiving: receiveService({ ...deps, media, limits }),
    sessions: sessionService(db),
    stop,
  };
}

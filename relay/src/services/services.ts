import type { RelayConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { FanOut } from '../fan-out/fan-out.ts';
import type { RedisLink } from '../redis/link.ts';
import { stateOf } from '../redis/state.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Intake } from '../storage/intake.ts';
import { loginDelaysOnRedis } from './accounts/login-delays-on-redis.ts';
import { loginDelaysInMemory } from './accounts/login-delays.ts';
import { openAccounts } from './accounts/open-accounts.ts';
import { archiveService } from './archive/archive.ts';
import { auditService } from './audit/audit.ts';
import { workBehind } from './audit/behind.ts';
import { collectBlobs } from './collection/collection.ts';
import type { CollectionReport } from './collection/collection.ts';
import { repeat } from './collection/periodic.ts';
import { deviceService } from './devices.ts';
import { healthService } from './health.ts';
import { lookService } from './look/look.ts';
import { openMedia } from './media/open-media.ts';
import { galleryPages } from './pages/gallery-page.ts';
import { studioPage } from './pages/studio-page.ts';
import type { WebFiles } from './pages/web-files.ts';
import { messageLimitsOnRedis } from './messages/limits-on-redis.ts';
import { messageLimitsInMemory } from './messages/limits.ts';
import { messageService } from './messages/messages.ts';
import { overviewService } from './overview/overview.ts';
import { paintedService } from './painted.ts';
import { binService } from './photos/bin.ts';
import { downloadService } from './photos/download.ts';
import { memberPictureService } from './photos/member-picture.ts';
import { photoService } from './photos/photo-service.ts';
import { publishService } from './publish/publish.ts';
import { receiveService } from './receive/receive.ts';
import { closeExpired } from './sessions/close-expired.ts';
import { openSessions } from './sessions/open-sessions.ts';
import { removalService } from './removal/removal.ts';
import { RemovalBoard } from './removal/removal-board.ts';
import { purgeSessions } from './sessions/purge.ts';
import { countingService } from './statistics/counting.ts';
import { statisticsService } from './statistics/statistics.ts';
import { takedownLimits } from './takedowns/limits.ts';
import { takedownService } from './takedowns/takedowns.ts';
import { openUploads } from './uploads/open-uploads.ts';
import type { OnDeveloped } from './uploads/work-queue.ts';

/** What a relay stands on; the mode (embedded, scaled) is which of them it is given. */
export interface RelayDeps {
  db: Db;
  blobs: BlobStore;
  intake: Intake;
  fanOut: FanOut;
  /** What several relays share; null for one that is alone. */
  redis: RedisLink | null;
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
  /** How long the first guest waited for a photo, in milliseconds. */
  onShown?: (ms: number) => void;
  onDeveloped?: OnDeveloped;
  /** What the relay has done by itself, and to how many. */
  onRetired?: (step: RetiredStep, count: number) => void;
}

export type RetiredStep = 'archived' | 'deleted' | 'purged' | 'collected';

export type Services = ReturnType<typeof createServices>;

/** Not while everything else starts, and then often enough that a disk does not fill up. */
const COLLECTION = { firstMs: 5 * 60_000, everyMs: 3_600_000 };

/** Sessions that have ended; pictures of theirs stay open for visitors no longer than this. */
const SESSION_ENDS = { firstMs: 60_000, everyMs: 10 * 60_000 };

/** Entries grow old by the day. */
const AUDIT_FORGETTING = { firstMs: 10 * 60_000, everyMs: 6 * 3_600_000 };

/** Whether other relays may work on the same database. */
function isShared({ database, redis }: RelayConfig): boolean {
  return database.kind === 'postgres' || redis !== null;
}

/** Every rule of the relay, wired once; `stop` ends what runs by itself. */
export function createServices(config: RelayConfig, given: RelayDeps & ServiceReports) {
  const { db, web, redis } = given;
  const {
    media,
    fanOut,
    stop: stopMedia,
  } = openMedia(config, {
    ...given,
    isHearing: () => !isShared(config) || stateOf(redis) === 'up',
  });
  const deps = { ...given, fanOut };
  const limits = { maxBytes: config.maxBlobBytes, stallMs: config.uploadStallMs };
  const behind = workBehind(deps.onFailure);
  const devices = deviceService({ ...deps, behind, maxBlobBytes: config.maxBlobBytes });
  const accounts = openAccounts({
    ...deps,
    behind,
    devices,
    delays: redis === null ? loginDelaysInMemory(deps.now) : loginDelaysOnRedis({ ...deps, redis }),
    registration: config.registration,
    setupSecret: config.deviceToken,
  });
  const collect = async (signal?: AbortSignal): Promise<CollectionReport> => {
    const graces = { graceMs: config.blobGraceMs, photoGraceMs: config.photoGraceMs };
    const report = await collectBlobs({ ...deps, ...graces }, signal);
    deps.onRetired?.('collected', report.collected);
    return report;
  };
  const openedUploads = openUploads(config, { ...deps, media });
  const stopCollecting = repeat(collect, COLLECTION, deps.onFailure);
  const { retention, sessionGraceMs: graceMs } = config;
  const sessions = openSessions({ ...deps, ...accounts, retention, graceMs });
  const endSessions = async (signal?: AbortSignal): Promise<void> => {
    // Before what can wait: a session that has ended must not stay open because that failed.
    await closeExpired(deps, signal);
    const { archived, deleted } = await sessions.retire(signal);
    deps.onRetired?.('archived', archived.length);
    deps.onRetired?.('deleted', deleted.length);
    deps.onRetired?.('purged', (await purgeSessions(deps, signal)).length);
  };
  const stopEnding = repeat(endSessions, SESSION_ENDS, deps.onFailure);
  const audit = auditService({ ...deps, keepMs: config.auditMs });
  const counting = countingService(deps);
  const stopForgetting = repeat(audit.forgetOld, AUDIT_FORGETTING, deps.onFailure);
  return {
    ...accounts,
    media,
    devices,
    look: isShared(config) ? lookService(db) : null,
    galleries: web === null ? null : galleryPages(db, web.gallery),
    studio: web === null || web.studio === null ? null : studioPage(web.studio),
    walls: web === null || web.wall === null ? null : galleryPages(db, web.wall),
    health: healthService({
      ...deps,
      mode: config.database.kind === 'sqlite' ? 'embedded' : 'scaled',
    }),
    painted: paintedService(deps),
    photos: photoService({ ...deps, media }),
    bin: binService({ ...deps, graceMs: config.photoGraceMs }),
    memberPictures: memberPictureService({ ...deps, graceMs: config.photoGraceMs }),
    downloads: downloadService(deps),
    removal: removalService({ ...deps, board: new RemovalBoard() }),
    takedowns: takedownService({ ...deps, media, limits: takedownLimits() }),
    uploads: openedUploads.uploads,
    images: openedUploads.images,
    logos: openedUploads.logos,
    uploadQueue: openedUploads.queue,
    messages: messageService({
      ...deps,
      limits: redis === null ? messageLimitsInMemory() : messageLimitsOnRedis({ redis }),
    }),
    archives: archiveService(deps),
    overviews: overviewService(deps),
    publishing: publishService({ ...deps, media }),
    receiving: receiveService({ ...deps, media, limits }),
    ...sessions,
    audit,
    counting,
    statistics: statisticsService(deps),
    collect,
    stop: async () => {
      await Promise.all([
        stopCollecting(),
        stopEnding(),
        stopForgetting(),
        counting.stop(),
        openedUploads.stop(),
        stopMedia(),
      ]);
      await behind.stop();
    },
  };
}

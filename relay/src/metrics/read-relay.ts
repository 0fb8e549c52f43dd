import type { RelayConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { RelayLog } from '../log/open-log.ts';
import type { SocketCounts } from '../realtime/gateway.ts';
import { countPendingScans } from '../repositories/pending-scans.ts';
import type { WorkQueue } from '../services/uploads/work-queue.ts';
import { VERSION } from '../version.ts';
import type { Metrics } from './metrics.ts';

export interface RelayParts {
  db: Db;
  log: Pick<RelayLog, 'lost'>;
  queue: Pick<WorkQueue, 'state'>;
  sockets: () => SocketCounts;
}

/** What is asked of the parts of a relay when somebody looks at its metrics. */
export function readRelay(
  { registry, pictures }: Metrics,
  { database, storage }: Pick<RelayConfig, 'database' | 'storage'>,
  { db, log, queue, sockets }: RelayParts,
): void {
  const gauge = { type: 'gauge', labels: [] } as const;
  registry.read(
    {
      name: 'picture_live_build_info',
      help: 'Which relay this is; always 1.',
      type: 'gauge',
      labels: ['version', 'node', 'database', 'storage'],
    },
    () => [[[VERSION, process.version, database.kind, storage.type], 1]],
  );
  registry.read(
    { ...gauge, name: 'picture_live_sockets', help: 'Open sockets of this instance.' },
    () => [[[], sockets().connected]],
  );
  registry.read(
    { ...gauge, name: 'picture_live_viewers', help: 'Open pages of guests, of this instance.' },
    () => [[[], sockets().viewers]],
  );
  registry.read(
    {
      name: 'picture_live_joins_total',
      help: 'Sockets that asked to join a session, and whether they may.',
      type: 'counter',
      labels: ['outcome'],
    },
    () => [
      [['joined'], sockets().joined],
      [['refused'], sockets().refused],
    ],
  );
  registry.read(
    {
      name: 'picture_live_pictures_total',
      help: 'Pictures that were asked for and may be seen.',
      type: 'counter',
      labels: ['outcome'],
    },
    () => [
      [['sent'], pictures.sent],
      [['not_modified'], pictures.notModified],
    ],
  );
  registry.read(
    {
      name: 'picture_live_upload_queue',
      help: 'Uploads from browsers: requests under way, pictures being developed and waiting.',
      type: 'gauge',
      labels: ['state'],
    },
    () => Object.entries(queue.state()).map(([state, count]) => [[state], count] as const),
  );
  registry.read(
    {
      ...gauge,
      type: 'counter',
      name: 'picture_live_log_lost_lines_total',
      help: 'Lines that could not be written into the log files, such as on a full disk.',
    },
    () => [[[], log.lost]],
  );
  registry.read(
    { ...gauge, name: 'picture_live_scans_held', help: 'Photos held for the virus scanner.' },
    async () => [[[], await countPendingScans(db)]],
  );
}

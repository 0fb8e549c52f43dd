import { Counter, Gauge } from './counter.ts';
import { Histogram } from './histogram.ts';
import { Registry } from './registry.ts';

export type Metrics = ReturnType<typeof openMetrics>;

/**
 * What a relay counts and measures; where each is done, see the other files of this folder. Labels
 * are the route's pattern, an outcome, a kind: never a session, a slug or a person, which would be
 * theirs to keep and ours to store for ever.
 */
export function openMetrics() {
  const registry = new Registry();
  return {
    registry,
    requests: registry.keep(
      'picture_live_http_request_duration_seconds',
      'HTTP requests by route and status, pictures and assets of pages excepted.',
      new Histogram(['method', 'route', 'status']),
    ),
    /** Plain numbers: whoever serves pictures from memory has no time for more. */
    pictures: { sent: 0, notModified: 0 },
    queries: registry.keep(
      'picture_live_database_query_duration_seconds',
      'Database queries, by kind and whether they failed.',
      new Histogram(['kind', 'outcome']),
    ),
    blobs: registry.keep(
      'picture_live_blob_store_duration_seconds',
      'Operations of the blob store, by operation and whether they failed.',
      new Histogram(['operation', 'outcome']),
    ),
    fanOut: registry.keep(
      'picture_live_fan_out_seconds',
      'From the commit of a change to when the sockets of this instance were told.',
      new Histogram([]),
    ),
    published: registry.keep(
      'picture_live_published_events_total',
      'Events that this instance has published, by type.',
      new Counter(['event']),
    ),
    shown: registry.keep(
      'picture_live_shown_seconds',
      'From the publication of a photo to the first screen of a guest that has painted it.',
      new Histogram([]),
    ),
    developed: registry.keep(
      'picture_live_develop_seconds',
      'Pictures from browsers: from a free core to all their renditions, or to the refusal.',
      new Histogram(['outcome']),
    ),
    retired: registry.keep(
      'picture_live_retired_total',
      'What the relay has done by itself: sessions archived, deleted (into the bin) and purged, blobs collected.',
      new Counter(['step']),
    ),
    archives: registry.keep(
      'picture_live_archives_open',
      'Archives that are being sent.',
      new Gauge([]),
    ),
    deviceUploads: registry.keep(
      'picture_live_device_uploads_in_progress',
      'Blobs that devices are sending.',
      new Gauge([]),
    ),
  };
}

import { says } from '../probe.ts';
import type { Probe, Probes, Reply } from '../probe.ts';

const csv =
  (rest: string, head: RegExp): Probe =>
  ({ id }) => ({
    url: `/api/sessions/${id}/statistics/${rest}`,
    isDone: (reply: Reply) => reply.statusCode === 200 && head.test(reply.body),
  });

/** What came of a session. */
export const statisticsProbes: Probes = {
  'GET /api/sessions/:id/statistics': ({ id }) => ({
    url: `/api/sessions/${id}/statistics`,
    isDone: says(({ buckets }) => Array.isArray(buckets) && buckets.length > 0),
  }),
  'GET /api/sessions/:id/statistics/csv': csv('csv', /^\uFEFFfrom \(UTC\),visits/),
  'GET /api/sessions/:id/statistics/photos': ({ id }) => ({
    url: `/api/sessions/${id}/statistics/photos`,
    isDone: says(({ photos }) => Array.isArray(photos)),
  }),
  'GET /api/sessions/:id/statistics/photos/csv': csv('photos/csv', /^\uFEFFfile,captured/),
};

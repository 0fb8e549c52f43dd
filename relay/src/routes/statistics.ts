import { EpochMs, PhotoRanking, SessionStatistics, TopPhotos } from '@picture-live/shared/protocol';
import type { FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { STEPS } from '../services/statistics/buckets.ts';
import type { Csv } from '../services/statistics/csv.ts';
import type { StatisticsService } from '../services/statistics/statistics.ts';
import { SessionParams } from './sessions.ts';

const PATH = '/api/sessions/:id/statistics';

const time = z.pipe(z.coerce.number(), EpochMs.check(z.gte(0), z.lte(253_402_300_799_999)));
/** Milliseconds. */
const step = z.coerce.number().check(z.gte(Math.min(...STEPS)), z.lte(Math.max(...STEPS)));
const stretch = { from: z.optional(time), to: z.optional(time), step: z.optional(step) };
/** An IANA name such as `Asia/Shanghai`. */
const timeZone = z.prefault(
  z.string().check(z.maxLength(60), z.refine(isTimeZone, 'Not a time zone.')),
  'UTC',
);
const limit = z.coerce.number().check(z.gte(1), z.lte(100), z.multipleOf(1));

const csv = { produces: ['text/csv'], response: { 200: z.unknown(), ...errorReplies } };

/** Numbers of a session, over time and by photo; for a scope that reads tokens. */
export function statisticsRoutes(app: App, statistics: StatisticsService): void {
  app.get(
    PATH,
    {
      schema: {
        params: SessionParams,
        querystring: z.object(stretch),
        response: { 200: SessionStatistics, ...errorReplies },
      },
    },
    async ({ actor, params, query }) => statistics.ofSession(actor, params.id, query),
  );

  app.get(
    `${PATH}/csv`,
    {
      schema: {
        params: SessionParams,
        querystring: z.object({ ...stretch, timeZone }),
        ...csv,
      },
    },
    async ({ actor, params, query }, reply) => {
      const { timeZone: zone, ...asked } = query;
      return sendCsv(reply, await statistics.sessionCsv(actor, params.id, asked, zone));
    },
  );

  app.get(
    `${PATH}/photos`,
    {
      schema: {
        params: SessionParams,
        querystring: z.object({
          by: z.prefault(PhotoRanking, 'views'),
          limit: z.prefault(limit, 10),
        }),
        response: { 200: TopPhotos, ...errorReplies },
      },
    },
    async ({ actor, params, query }) =>
      statistics.topPhotos(actor, params.id, query.by, query.limit),
  );

  app.get(
    `${PATH}/photos/csv`,
    { schema: { params: SessionParams, querystring: z.object({ timeZone }), ...csv } },
    async ({ actor, params, query }, reply) =>
      sendCsv(reply, await statistics.photosCsv(actor, params.id, query.timeZone)),
  );
}

function sendCsv(reply: FastifyReply, { fileName, content }: Csv): FastifyReply {
  return reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(content);
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { ErrorBody } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { toPictureLiveError } from '../errors/to-picture-live-error.ts';
import type { App } from './app-type.ts';
import { errorBody } from './error-body.ts';
import { DATA_HEADERS } from './headers.ts';
import { sendNotice } from './notice.ts';

/** What every route may answer besides its own reply; for the schemas of all of them. */
export const errorReplies = { '4xx': ErrorBody, '5xx': ErrorBody };

/** Seconds after which the same request may succeed. */
const RetryAfter = z.object({ retryAfter: z.int() });

/** Answers with a failure in the one shape; what is our fault is logged with its cause. */
export function replyWithError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = toPictureLiveError(thrown);
  if (error.status >= 500) request.log.error({ err: thrown, route: request.routeOptions.url });
  if (error.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  const wait = RetryAfter.safeParse(error.details);
  if (wait.success) reply.header('retry-after', wait.data.retryAfter);
  return reply.code(error.status).headers(DATA_HEADERS).send(errorBody(error));
}

export function handleErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => replyWithError(error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    isPerson(request)
      ? sendNotice(request, reply, 404, 'notFound')
      : replyWithError(new PictureLiveError('not_found'), request, reply),
  );
}

/** Somebody who typed an address, rather than a program that asks for data. */
function isPerson({ method, url, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' && !url.startsWith('/api/') && headers.accept?.includes('text/html') === true
  );
}

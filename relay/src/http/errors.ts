import type { FastifyReply, FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { ErrorBody } from '@picture-live/shared/protocol';
import { toPictureLiveError } from '../errors/to-picture-live-error.ts';
import type { App } from './app-type.ts';
import { DATA_HEADERS } from './headers.ts';

/** What every route may answer besides its own reply; for the schemas of all of them. */
export const errorReplies = { '4xx': ErrorBody, '5xx': ErrorBody };

/** The wire's form of a failure. */
export function errorBody(error: PictureLiveError): ErrorBody {
  const { code, message, details } = error;
  return { error: details === undefined ? { code, message } : { code, message, details } };
}

/** Answers with a failure in the one shape; what is our fault is logged with its cause. */
export function replyWithError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = toPictureLiveError(thrown);
  if (error.status >= 500) request.log.error({ err: thrown, route: request.routeOptions.url });
  if (error.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  return reply.code(error.status).headers(DATA_HEADERS).send(errorBody(error));
}

export function handleErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => replyWithError(error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    replyWithError(new PictureLiveError('not_found'), request, reply),
  );
}

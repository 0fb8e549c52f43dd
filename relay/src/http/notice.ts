import type { FastifyReply, FastifyRequest } from 'fastify';
import { NOTICE_POLICY, renderNotice } from '../services/pages/notice-page.ts';
import type { Notice } from '../services/pages/notice-page.ts';
import { DATA_HEADERS } from './headers.ts';

/** Answers a person, not a program. */
export function sendNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  notice: Notice,
): FastifyReply {
  return reply
    .code(status)
    .headers({ ...DATA_HEADERS, 'content-security-policy': NOTICE_POLICY })
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(renderNotice(notice, request.headers['accept-language']));
}

import type { PictureLiveError } from '@picture-live/shared/errors';
import type { ErrorBody } from '@picture-live/shared/protocol';

/** An answer that any transport can give: Node's HTTP server, or Electron's `app:` protocol. */
export interface Reply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer | string;
}

export function textReply(status: number, text: string): Reply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: text,
  };
}

export function jsonReply(status: number, value: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}

/** The error shape of every reply, with the status of the error. */
export function errorReply({ status, code, message }: PictureLiveError): Reply {
  return jsonReply(status, { error: { code, message } } satisfies ErrorBody);
}

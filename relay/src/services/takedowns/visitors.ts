import { createHmac, timingSafeEqual } from 'node:crypto';
import { Id } from '@picture-live/shared/protocol';
import { deriveKey } from '../access/tokens.ts';

/** Tells people without a name apart by what their browser keeps; nobody can make that up. */
export interface Visitors {
  sign: (visitorId: string) => string;
  /** Who that is; null for what was not signed here. */
  read: (signed: string) => string | null;
}

/** @param secret what the relay signs with. */
export function createVisitors(secret: string): Visitors {
  const key = deriveKey(secret, 'visitor');
  const mark = (id: string): string =>
    createHmac('sha256', key).update(id).digest('base64url').slice(0, 22);
  return {
    sign: (id) => `${id}.${mark(id)}`,
    read: (signed) => {
      const [id = '', given = ''] = signed.split('.');
      const expected = mark(id);
      if (!Id.safeParse(id).success || given.length !== expected.length) return null;
      return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? id : null;
    },
  };
}

import { ACCOUNTS } from './expected/accounts.ts';
import { PHOTOS } from './expected/photos.ts';
import { SESSIONS } from './expected/sessions.ts';
import { readTable } from './table.ts';
import type { Row } from './table.ts';

/** By the name of the call: method and route as they are registered, and in brackets which way. */
export const EXPECTED: ReadonlyMap<string, readonly Row[]> = new Map(
  [ACCOUNTS, SESSIONS, PHOTOS].flatMap((text) => [...readTable(text)]),
);

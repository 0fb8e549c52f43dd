import * as z from 'zod/mini';

const MIN_BYTES = 32;
/** A secret of fewer different characters was typed, not drawn. */
const MIN_DIFFERENT = 12;
/** What examples and templates say in place of a secret. */
const PLACEHOLDER =
  /change.?(me|this|it)|replace.?(me|this)|your.?(jwt|secret|super)|placeholder|example/i;

export const JWT_SECRET_EXPECTATION =
  'a random secret of 32 bytes or more, e.g. from `openssl rand -base64 48`';

/** What tokens are signed with: whoever guesses it is everybody (RFC 7518, section 3.2). */
export const JwtSecret = z.string().check(
  z.maxLength(4_096),
  z.refine((secret) => new TextEncoder().encode(secret).length >= MIN_BYTES),
  z.refine((secret) => new Set(secret).size >= MIN_DIFFERENT),
  z.refine((secret) => !PLACEHOLDER.test(secret)),
);

/**
 * Whether a relay that may not make its own secret was given none: with a database beside it there
 * can be several instances, which must all sign alike. Outside production one may do without.
 *
 * @param given the environment without empty variables.
 */
export function isJwtSecretMissing(given: Record<string, unknown>): boolean {
  const scaled = given['DB_HOST'] !== undefined;
  const production = (given['NODE_ENV'] ?? 'production') === 'production';
  return scaled && production && given['JWT_SECRET'] === undefined;
}

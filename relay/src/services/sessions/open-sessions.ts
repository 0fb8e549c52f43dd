import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import type { RetentionConfig } from '../../config/retention.ts';
import type { RedisLink } from '../../redis/link.ts';
import { createAccessCodes } from '../access/access-codes.ts';
import { codeAttemptsOnRedis } from '../access/code-attempts-on-redis.ts';
import { codeAttemptsInMemory } from '../access/code-attempts.ts';
import type { AccessService } from '../access/authorize.ts';
import { letInService } from '../access/let-in.ts';
import type { Tokens } from '../access/tokens.ts';
import { sessionService } from '../sessions.ts';
import { membersService } from './members.ts';
import { ownSessionsService } from './own-sessions.ts';
import { applyRetention } from '../retention/apply-retention.ts';
import type { AppliedRetention } from '../retention/apply-retention.ts';

export interface SessionsDeps {
  db: Db;
  fanOut: FanOut;
  tokens: Tokens;
  access: AccessService;
  signingSecret: string;
  /** Null where no other relay has to count with this one. */
  redis: RedisLink | null;
  retention: RetentionConfig;
  /** How long the owner can bring a deleted session back, in milliseconds. */
  graceMs: number;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Sessions: who gets in, what they read, what their members make of them. */
export function openSessions(given: SessionsDeps) {
  const codes = createAccessCodes(given.signingSecret);
  const { redis } = given;
  const attempts =
    redis === null ? codeAttemptsInMemory(given.now) : codeAttemptsOnRedis({ ...given, redis });
  const deps = { ...given, codes, attempts };
  return {
    sessions: sessionService(deps),
    ownSessions: ownSessionsService(deps),
    members: membersService(deps),
    door: letInService(deps),
    retire: (signal?: AbortSignal): Promise<AppliedRetention> => applyRetention(deps, signal),
  };
}

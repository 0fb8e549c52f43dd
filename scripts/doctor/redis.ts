import { RedisLink } from '../../relay/src/redis/link.ts';
import type { RedisSettings } from '../../relay/src/redis/settings.ts';
import { fail, ok, reasonOf, warn, type Finding } from './finding.ts';

const NAME = 'Redis';
/** Streams came with this version. */
const OLDEST = 5;

/** @param settings null for a relay that needs none. */
export async function checkRedis(settings: RedisSettings | null): Promise<Finding> {
  if (settings === null) return ok(NAME, 'None is set, and one relay alone needs none.');
  const where = `${settings.host}:${settings.port}`;
  const errors: Error[] = [];
  const link = new RedisLink(settings, (news) => {
    if (news.state !== 'up' && news.error !== null) errors.push(news.error);
  });
  try {
    await link.started();
    if (link.state() === 'up') return judge(where, await link.commands.info('server'));
    const because = errors[0] === undefined ? 'it does not answer' : reasonOf(errors[0]);
    const fix = 'Start it, or correct REDIS_HOST, REDIS_PORT, REDIS_PASSWORD and REDIS_TLS.';
    return fail(NAME, `${where} cannot be used: ${because}.`, fix);
  } finally {
    link.close();
  }
}

function judge(where: string, info: string): Finding {
  const version = /^(?:redis|valkey)_version:(\S+)/m.exec(info)?.[1] ?? 'of unknown version';
  if (Number.parseInt(version, 10) >= OLDEST) return ok(NAME, `${where} answers (${version}).`);
  return warn(NAME, `${where} is ${version}.`, `Take Redis ${OLDEST} or newer, or Valkey.`);
}

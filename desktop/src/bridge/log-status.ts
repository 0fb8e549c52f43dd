import type { ProgramLog } from '@picture-live/shared/process';
import type { EngineStatus } from './contract.ts';
import type { EngineHost } from './host.ts';

/**
 * Writes down how an engine is doing whenever that is of another kind than before: what somebody who
 * helps wants to know of the evening. No titles, no links, nothing of a single photo.
 *
 * @returns stops it.
 */
export function logStatus(
  { subscribe }: Pick<EngineHost, 'subscribe'>,
  log: Pick<ProgramLog, 'info'>,
): () => void {
  let before = '';
  return subscribe((event) => {
    if (event.type !== 'status') return;
    const kind = kindOf(event.status);
    const key = JSON.stringify(kind);
    if (key === before) return;
    before = key;
    log.info('status', { ...kind, counts: event.status.counts });
  });
}

function kindOf({ relay, hotFolders, alerts, counts, uplink }: EngineStatus) {
  return {
    relay: relay.state,
    why: relay.code ?? null,
    paused: uplink.settings.paused,
    alerts: alerts.map(({ code, message }) => ({ code, message })),
    hotFolders: hotFolders.map(({ path, state, message }) => ({ path, state, message })),
    failures: counts.failed > 0,
  };
}

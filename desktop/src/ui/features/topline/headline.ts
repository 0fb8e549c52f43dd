import type { EngineStatus } from '../../../bridge/contract.ts';
import { onTheWay } from '../../app/state/selectors.ts';
import type { UiState } from '../../app/state/state.ts';
import type { Language } from '../../app/words/index.ts';

/**
 * How the whole evening goes, readable from two metres away. Amber (`person`) and red (`stop`) only
 * where a person must act; a relay that is away (`offline`) or an engine that is being started
 * again (`waiting`) comes back by itself and stays grey.
 */
export interface Headline {
  tone: 'good' | 'busy' | 'waiting' | 'offline' | 'person' | 'stop';
  sentence: string;
  /** Whether the list of shots that need a person is what to look at. */
  showsAttention: boolean;
}

/** Refusals that no waiting cures. */
const REFUSALS = new Set(['unauthorized', 'forbidden', 'session_not_found']);

type Spoken = Pick<Language, 'words' | 'format'>;

type Known = Pick<UiState, 'connection' | 'status' | 'statusAt'>;

/** Says the most important thing first; the order of the checks is the order of importance. */
export function headlineOf({ connection, status, statusAt }: Known, language: Language): Headline {
  const { headline } = language.words;
  if (!status) return said('waiting', headline.connecting);
  if (connection === 'lost') return said('waiting', headline.lost(language.format.time(statusAt)));
  return trouble(status, language) ?? progress(status, language);
}

function trouble(status: EngineStatus, { words, format }: Spoken): Headline | undefined {
  const { headline, known } = words;
  const translated = new Map(Object.entries(known));
  const [alert] = status.alerts;
  if (alert) return said('stop', translated.get(alert.code) ?? alert.message);
  const folder = status.hotFolders.find(({ state }) => state !== 'watching');
  if (folder?.state === 'missing') return said('person', headline.folderMissing(folder.path));
  if (folder) return said('person', headline.folderUnreadable(folder.path));
  const { code = '', message, state } = status.relay;
  if (state === 'offline' && REFUSALS.has(code)) {
    return said('person', translated.get(code) ?? message ?? '');
  }
  return status.counts.failed > 0 ? failures(status, { words, format }) : undefined;
}

/** Shots that failed may wait; that the relay is away must not be hidden by them. */
function failures({ relay, counts }: EngineStatus, { words, format }: Spoken): Headline {
  const { needYou, offline } = words.headline;
  const moving = onTheWay(counts);
  const sentence = needYou(counts.failed, format.count(counts.failed));
  const away = relay.state === 'offline' ? `${offline(moving, format.count(moving))} ` : '';
  return { tone: 'person', sentence: `${away}${sentence}`, showsAttention: true };
}

function progress({ relay, counts }: EngineStatus, { words, format }: Spoken): Headline {
  const { headline } = words;
  const moving = onTheWay(counts);
  const movingText = format.count(moving);
  if (relay.state === 'offline') return said('offline', headline.offline(moving, movingText));
  if (relay.state === 'connecting') return said('waiting', headline.linking);
  if (moving > 0) return said('busy', headline.onTheWay(moving, movingText));
  if (counts.held > 0) {
    return said('waiting', headline.held(counts.held, format.count(counts.held)));
  }
  if (counts.live > 0)
    return said('good', headline.allLive(counts.live, format.count(counts.live)));
  return said('good', counts.seen > 0 ? headline.noneToPublish : headline.ready);
}

function said(tone: Headline['tone'], sentence: string): Headline {
  return { tone, sentence, showsAttention: false };
}

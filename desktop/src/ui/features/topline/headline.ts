import type { EngineStatus } from '../../../bridge/contract.ts';
import { onTheWay } from '../../app/state/selectors.ts';
import type { UiState } from '../../app/state/state.ts';
import type { Language } from '../../app/words/index.ts';
import { namesOf, uneven } from '../destinations/destination.ts';

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

/** Whether a relay will not have this laptop until a person does something. */
export const isRefusal = (code = ''): boolean => REFUSALS.has(code);

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
  const refused = refusal(status, words);
  if (refused) {
    const { name, code, message } = refused;
    return said('person', `${name}${translated.get(code) ?? message ?? ''}`);
  }
  if ((status.messages?.refused ?? 0) > 0) return said('person', headline.announcementRefused);
  return status.counts.failed > 0 ? failures(status, { words, format }) : undefined;
}

/** A relay that will not have this laptop; of two, which of them. */
function refusal({ relay, destinations }: EngineStatus, words: Spoken['words']) {
  const names = namesOf(destinations ?? [], words.destinations);
  const all = destinations?.map((one) => ({ ...one, name: `${names.get(one.id)}: ` }));
  return (all ?? [{ ...relay, name: '' }])
    .map(({ name, state, code = '', message }) => ({ name, state, code, message }))
    .find(({ state, code }) => state === 'offline' && isRefusal(code));
}

/** Shots that failed may wait; that the relay is away must not be hidden by them. */
function failures(status: EngineStatus, spoken: Spoken): Headline {
  const { failed } = status.counts;
  const sentence = spoken.words.headline.needYou(failed, spoken.format.count(failed));
  const away = awayFrom(status, spoken);
  return {
    tone: 'person',
    sentence: away === null ? sentence : `${away} ${sentence}`,
    showsAttention: true,
  };
}

/** That a relay is away, or one of two; null: none is. */
function awayFrom(status: EngineStatus, { words, format }: Spoken): string | null {
  const moving = onTheWay(status.counts);
  const { away, working } = uneven(status);
  const [lost] = away;
  const [other] = working;
  if (lost && other) {
    const names = namesOf(status.destinations ?? [], words.destinations);
    const { photos } = lost.backlog;
    const [name = '', otherName = ''] = [names.get(lost.id), names.get(other.id)];
    return words.destinations.away(name, photos, format.count(photos), otherName);
  }
  const isAway = status.destinations ? away.length > 0 : status.relay.state === 'offline';
  return isAway ? words.headline.offline(moving, format.count(moving)) : null;
}

/** What is live, and still on its way to the other of two destinations. */
function catchingUp(status: EngineStatus, { words, format }: Spoken): Headline | null {
  const [late] = uneven(status).behind;
  if (!late) return null;
  const name = namesOf(status.destinations ?? [], words.destinations).get(late.id) ?? '';
  const { photos } = late.backlog;
  return said('busy', words.destinations.catchesUp(name, photos, format.count(photos)));
}

function progress(status: EngineStatus, spoken: Spoken): Headline {
  const { words, format } = spoken;
  const { relay, counts } = status;
  const { headline } = words;
  const moving = onTheWay(counts);
  const away = awayFrom(status, spoken);
  if (away !== null) return said('offline', away);
  if (relay.state === 'connecting' && uneven(status).working.length === 0) {
    return said('waiting', headline.linking);
  }
  if (moving > 0) return said('busy', headline.onTheWay(moving, format.count(moving)));
  const late = catchingUp(status, spoken);
  if (late) return late;
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

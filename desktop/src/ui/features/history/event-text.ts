import * as z from 'zod/mini';
import type { HistoryEvent } from '../../../bridge/ledger-calls.ts';
import type { Format, Words } from '../../app/words/index.ts';

const Tags = z.array(z.string());

export interface EventText {
  title: string;
  /** What belongs to it, a line each: the reason, how often, whose doing. */
  lines: string[];
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * One line of a history in words.
 *
 * @param destinations names by id, where there are two.
 */
export function eventText(
  event: HistoryEvent,
  words: Words,
  format: Format,
  destinations: ReadonlyMap<string, string> = NO_NAMES,
): EventText {
  const { history } = words.ledger;
  const { kind, revision, who, times, until } = event;
  const said = [titleOf(event, words)];
  if (kind === 'rated') said.push(history.stars(event.detail ?? '0'));
  if (kind === 'complete' && revision !== null && revision > 1) {
    said.push(history.version(format.count(revision)));
  }
  const where = destinations.get(event.destination ?? '');
  if (where !== undefined) said.push(where);
  if (who !== null) said.push(history.who[who]);
  const lines = linesOf(event, words);
  if (times > 1) lines.push(history.times(format.count(times), format.time(until ?? event.at)));
  return { title: said.join(words.dot), lines };
}

function linesOf({ kind, detail }: HistoryEvent, words: Words): string[] {
  if (detail === null || kind === 'rated' || kind === 'featured') return [];
  if (kind !== 'tagged') return detail === '' ? [words.details.notYet] : [detail];
  const tags = Tags.parse(JSON.parse(detail));
  return [tags.length === 0 ? words.details.notYet : tags.join(words.dot)];
}

/** A later version of the program may know more states: their names are better than nothing. */
function titleOf({ kind, state, detail }: HistoryEvent, words: Words): string {
  if (kind === 'featured' && detail === '0') return words.ledger.history.notFeatured;
  if (kind !== 'state') return words.ledger.history.kinds[kind];
  const known: Record<string, string> = { ...words.states, ...words.ledger.history.states };
  return known[state ?? ''] ?? state ?? '';
}

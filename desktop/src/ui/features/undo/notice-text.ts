import { assertNever } from '@picture-live/shared/errors';
import type { Language } from '../../app/words/index.ts';
import type { Notice, Said } from './notice.ts';

/** A notice in a sentence. */
export function noticeText(notice: Notice, language: Language): string {
  const { publish: words, dot } = language.words;
  const { format } = language;
  switch (notice.kind) {
    case 'done':
      return [saidText(notice.said, language), ...seenText(notice, language)].join(dot);
    case 'undone':
      return [words.undone(saidText(notice.said, language)), ...seenText(notice, language)].join(
        dot,
      );
    case 'refused': {
      const { shots, wanted, why } = notice;
      return words.refused[why](shots, format.count(shots.count), wanted);
    }
    case 'no_wish':
      return words.noWish[notice.wanted](notice.shots, format.count(notice.shots.count));
    case 'nothing_to_undo':
      return words.nothingToUndo;
    case 'nothing_undecided':
      return words.nothingUndecided;
    case 'trouble':
      return notice.message;
    default:
      return assertNever(notice);
  }
}

function saidText(said: Said, { words: { publish: words }, format }: Language): string {
  switch (said.kind) {
    case 'decided':
      return words.decided[said.decision](said.shots, format.count(said.shots.count));
    case 'wished':
      return words.wished[said.wished](said.shots, format.count(said.shots.count));
    case 'kept':
      return words.kept(said.shots, said.held, format.count(said.held));
    case 'rated':
      return words.rated(said.rating, said.shots, format.count(said.shots.count));
    case 'mode':
      return words.modeSet(words.modes[said.mode.kind]);
    default:
      return assertNever(said);
  }
}

/** That some stay as they are, because guests have seen them. */
function seenText(
  { said, seen }: Notice & { kind: 'done' | 'undone' },
  { words: { publish: words }, format }: Language,
): string[] {
  if (seen === 0) return [];
  const one = said.kind !== 'mode' && said.shots.count === 1 && seen === 1;
  return [one ? words.seenOne : words.seen(seen, format.count(seen))];
}

import type { FolderView } from '../../../bridge/desk.ts';
import type { Words } from '../../app/words/index.ts';

/** How the files of a folder are noticed, where that is worth a word. */
export function folderRemark(
  { share, polls }: Pick<FolderView, 'share' | 'polls'>,
  words: Words['desk']['folder'],
): string | null {
  if (share !== null) return polls ? words.shareSearched(share) : words.shareListened(share);
  return polls ? words.searched : null;
}

import { ImageOff, Images, WifiOff } from 'lucide-preact';
import { Button } from '../../../components/button.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { EVERYTHING, isEverything, type Chosen } from '../bar/filters.ts';
import { problemOf } from '../../words/problem.ts';
import { words as studioWords } from '../../words/words.ts';
import { photosWords as words } from '../words/photos-words.ts';
import type { ListState } from './list-store.ts';

interface ListStartProps {
  state: ListState;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  onRetry: () => void;
}

/** Where the photos will be, or why there are none. */
export function ListStart({ state, chosen, onChoose, onRetry }: ListStartProps) {
  if (state.status === 'loading') return <Skeleton lines={6} />;
  if (state.status === 'failed') {
    const text = state.error === null ? '' : problemOf(state.error);
    return (
      <Empty icon={WifiOff} title={words.failedTitle} text={text}>
        <Button onClick={onRetry}>{studioWords.tryAgain}</Button>
      </Empty>
    );
  }
  if (state.photos.length > 0) return null;
  if (isEverything(chosen)) {
    return <Empty icon={Images} title={words.emptyTitle} text={words.emptyText} />;
  }
  return (
    <Empty icon={ImageOff} title={words.nothingFoundTitle} text={words.nothingFoundText}>
      <Button onClick={() => onChoose(EVERYTHING)}>{words.clearFilters}</Button>
    </Empty>
  );
}

/** Below the last photo that is here. */
export function ListEnd({ state }: { state: ListState }) {
  return <output class="list-end muted">{state.isLoadingMore && words.loadingMore}</output>;
}

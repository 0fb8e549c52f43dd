import type { ComponentChildren } from 'preact';
import { Button } from '../../components/button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Failure } from '../forms/failure.tsx';
import { words } from '../words/words.ts';
import type { Loaded } from './use-loaded.ts';

/** Shows it as soon as it is there; what went wrong, and how to try again. */
export function WhenLoaded<Value>({
  loaded,
  lines = 3,
  children,
}: {
  loaded: Loaded<Value>;
  lines?: number;
  children: (value: Value) => ComponentChildren;
}) {
  const { value, error, reload } = loaded;
  if (value !== null) return <>{children(value)}</>;
  if (error === null) return <Skeleton lines={lines} />;
  return (
    <div class="stack">
      <Failure error={error} />
      <div>
        <Button onClick={reload}>{words.tryAgain}</Button>
      </div>
    </div>
  );
}

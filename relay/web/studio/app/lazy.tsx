import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { words } from '../words/words.ts';

/** A component in a file of its own, loaded when it is first shown. */
export interface LazyPart<Props> {
  load: () => Promise<ComponentType<Props>>;
}

type Loaded<Props> = { part: ComponentType<Props> } | 'loading' | 'failed';

/** Shows the part as soon as it is there, and says so where it cannot be had. */
export function Lazy<Props extends object>({
  part,
  props,
}: {
  part: LazyPart<Props>;
  props: Props;
}) {
  const [state, setState] = useState<{ of: LazyPart<Props>; loaded: Loaded<Props> }>({
    of: part,
    loaded: 'loading',
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isHere = true;
    const show = (loaded: Loaded<Props>) => {
      if (isHere) setState({ of: part, loaded });
    };
    part.load().then(
      (loaded) => show({ part: loaded }),
      () => show('failed'),
    );
    return () => {
      isHere = false;
    };
  }, [part, attempt]);
  const loaded = state.of === part ? state.loaded : 'loading';
  if (loaded === 'loading') return <Skeleton lines={6} />;
  if (loaded !== 'failed') {
    const { part: Part } = loaded;
    return <Part {...props} />;
  }
  return (
    <Empty title={words.partFailedTitle} text={words.partFailedText}>
      <Button
        onClick={() => {
          setState({ of: part, loaded: 'loading' });
          setAttempt(attempt + 1);
        }}
      >
        {words.tryAgain}
      </Button>
    </Empty>
  );
}

import { PictureLiveError } from '@picture-live/shared/errors';
import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Redevelopment } from '../../../bridge/recipe-calls.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';

/** Shots that another recipe made: how many, the way to develop them again, and how that goes. */
export function RedevelopLine() {
  const { engine } = useApp();
  const words = useWords().recipe;
  const format = useFormat();
  const work = useSelect((state) => state.status?.redevelopment) ?? null;
  const isRunning = work !== null && work.waiting > 0;
  const outdated = useOutdated(!isRunning);
  const task = useTask();

  const stop = (label: string) => (
    <button
      type="button"
      className="button"
      onClick={() => task.run(async () => void (await engine.call('stopRedevelop', null)))}
    >
      {label}
    </button>
  );

  if (work === null && outdated === 0) return null;
  return (
    <div className="redevelop">
      {isRunning && (
        <>
          <p>
            {words.redeveloping(format.count(work.total - work.waiting), format.count(work.total))}
          </p>
          <progress max={work.total} value={work.total - work.waiting} />
          {stop(words.stop)}
        </>
      )}
      {work !== null && work.waiting === 0 && (
        <>
          <p>{words.redeveloped(work.done, format.count(work.done))}</p>
          {stop(words.dismiss)}
        </>
      )}
      {work !== null && work.failed > 0 && <Stayed work={work} />}
      {!isRunning && outdated > 0 && (
        <>
          <p>{words.outdated(outdated, format.count(outdated))}</p>
          <button
            type="button"
            className="button"
            onClick={() => task.run(async () => void (await engine.call('redevelop', null)))}
          >
            <RefreshCw aria-hidden />
            {words.redevelop}
          </button>
        </>
      )}
      <Trouble text={task.trouble} />
    </div>
  );
}

function Stayed({ work }: { work: Redevelopment }) {
  const words = useWords().recipe;
  const format = useFormat();
  return (
    <div className="stayed">
      <p>{words.stayed(work.failed, format.count(work.failed))}</p>
      <ul>
        {work.named.map(({ shotId, name, kind, reason }) => (
          <li key={shotId} title={kind === 'gone' ? undefined : reason}>
            {name} · {kind === 'gone' ? words.gone : reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Asked when the recipe in use has changed, and when developing again has come to its end. */
function useOutdated(isIdle: boolean): number {
  const { engine } = useApp();
  const recipe = useSelect((state) => state.status?.recipe);
  const [outdated, setOutdated] = useState(0);
  useEffect(() => {
    if (!recipe || !isIdle) return undefined;
    let wanted = true;
    async function count(): Promise<void> {
      try {
        const { shots } = await engine.call('countOutdated', null);
        if (wanted) setOutdated(shots);
      } catch (error) {
        // Asked again with the next change; nothing is offered meanwhile.
        if (!(error instanceof PictureLiveError)) throw error;
      }
    }
    void count();
    return () => {
      wanted = false;
    };
  }, [engine, recipe, isIdle]);
  return outdated;
}

import { FolderOpen, History, RotateCw } from 'lucide-react';
import type { ShotView } from '../../../bridge/contract.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { selectLookedAt } from '../../app/state/selectors.ts';
import { StateMark, toneOf } from '../../components/state-mark.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { Countdown } from '../publish/countdown.tsx';
import { Places } from '../destinations/places.tsx';
import { DecisionBar } from '../publish/decision-bar.tsx';
import { Latency } from '../latency/latency.tsx';
import { Published } from '../published/published.tsx';
import { Facts } from './facts.tsx';
import { Proof } from './proof.tsx';
import { Way } from './way-table.tsx';
import './details.css';

/** Everything about the shot that is looked at: where it is, why, and how long each step took. */
export function Details() {
  const words = useWords().details;
  const shot = useSelect(selectLookedAt);
  return (
    <aside className="details" aria-label={words.label}>
      <div className="details-shot">
        {shot ? <ShotDetails shot={shot} /> : <p className="secondary">{words.nothing}</p>}
      </div>
      <Latency />
    </aside>
  );
}

function ShotDetails({ shot }: { shot: ShotView }) {
  return (
    <>
      <h2 className="details-name">{shot.name}</h2>
      <State shot={shot} />
      <Places shot={shot} />
      {shot.hasPicture && <DecisionBar />}
      <Actions key={shot.id} shot={shot} />
      <Published key={`published ${shot.id}`} shot={shot} />
      {shot.timeline.fileComplete !== null && <Way timeline={shot.timeline} />}
      {shot.hasPicture && <Proof at={shot.metadataProvenAt} />}
      <Facts shot={shot} />
    </>
  );
}

function State({ shot }: { shot: ShotView }) {
  const words = useWords();
  const format = useFormat();
  const { published } = shot.timeline;
  return (
    <>
      <p className={`details-state tone-${toneOf(shot.state)}`}>
        <StateMark state={shot.state} />
        <strong>{words.states[shot.state]}</strong>
        {shot.state === 'held' && shot.releaseAt !== null && <Countdown at={shot.releaseAt} long />}
        {shot.state === 'live' && published !== null && (
          <span className="secondary">{words.details.liveAt(format.time(published))}</span>
        )}
      </p>
      {shot.reason !== null && (
        <p className={`details-reason reason-${toneOf(shot.state)}`}>{shot.reason}</p>
      )}
    </>
  );
}

function Actions({ shot }: { shot: ShotView }) {
  const { engine, panel } = useApp();
  const words = useWords().details;
  const { ofShot } = useWords().ledger.history;
  const reveals = useSelect((state) => state.capabilities?.revealInFolder ?? false);
  const task = useTask();

  async function ask(call: 'retryShot' | 'revealShot'): Promise<void> {
    await engine.call(call, { shotId: shot.id });
  }

  return (
    <>
      <div className="details-actions">
        {shot.canRetry && (
          <button
            type="button"
            className="button primary"
            disabled={task.running}
            aria-keyshortcuts="R"
            onClick={() => task.run(() => ask('retryShot'))}
          >
            <RotateCw aria-hidden />
            {task.running ? words.retrying : words.retry}
          </button>
        )}
        {reveals && (
          <button
            type="button"
            className="button"
            onClick={() => task.run(() => ask('revealShot'))}
          >
            <FolderOpen aria-hidden />
            {words.reveal}
          </button>
        )}
        <button
          type="button"
          className="button"
          data-opens="history"
          onClick={() => panel.toggle('history')}
        >
          <History aria-hidden />
          {ofShot}
        </button>
      </div>
      <Trouble text={task.trouble} />
    </>
  );
}

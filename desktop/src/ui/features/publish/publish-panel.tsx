import type { PublishMode } from '@picture-live/shared/domain';
import { Send } from 'lucide-react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { openLightTable } from '../light-table/actions.ts';
import { DELAYS, NEW_MODES, withDelay } from './modes.ts';
import './publish.css';

/** When shots go out, how many wait, and the way to let them out. */
export function PublishPanel() {
  const words = useWords().publish;
  const mode = useSelect((state) => state.status?.publishMode);
  if (!mode) return null;
  return (
    <section className="side-section publish" aria-labelledby="publish-title">
      <h2 className="section-title" id="publish-title">
        {words.title}
      </h2>
      <ModeFields mode={mode} />
      <Held />
    </section>
  );
}

function ModeFields({ mode }: { mode: PublishMode }) {
  const { decider } = useApp();
  const words = useWords().publish;
  const kinds = ['automatic', 'review', 'rating'] as const;
  return (
    <>
      <div className="publish-mode">
        <select
          aria-label={words.mode}
          value={mode.kind}
          onChange={({ target }) => {
            const kind = kinds.find((one) => one === target.value);
            if (kind) decider.setMode(NEW_MODES[kind]);
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.modes[kind]}
            </option>
          ))}
        </select>
        {mode.kind === 'automatic' && <DelayField seconds={mode.delaySeconds} />}
        {mode.kind === 'rating' && <StarsField from={mode.from} />}
      </div>
      <p className="secondary publish-about">{words.about[aboutOf(mode)]}</p>
    </>
  );
}

function aboutOf(mode: PublishMode): 'atOnce' | 'delayed' | 'review' | 'rating' {
  if (mode.kind !== 'automatic') return mode.kind;
  return mode.delaySeconds === 0 ? 'atOnce' : 'delayed';
}

function DelayField({ seconds }: { seconds: number }) {
  const { decider } = useApp();
  const words = useWords().publish;
  const written = (delay: number) =>
    delay === 0
      ? words.atOnce
      : words.after(delay % 60 === 0 ? words.minutes(delay / 60) : words.seconds(delay));
  return (
    <select
      aria-label={words.delay}
      value={seconds}
      onChange={({ target }) =>
        decider.setMode({ kind: 'automatic', delaySeconds: Number(target.value) })
      }
    >
      {withDelay(DELAYS, seconds).map((delay) => (
        <option key={delay} value={delay}>
          {written(delay)}
        </option>
      ))}
    </select>
  );
}

function StarsField({ from }: { from: number }) {
  const { decider } = useApp();
  const words = useWords().publish;
  return (
    <select
      aria-label={words.from}
      value={from}
      onChange={({ target }) => decider.setMode({ kind: 'rating', from: Number(target.value) })}
    >
      {[1, 2, 3, 4, 5].map((stars) => (
        <option key={stars} value={stars} aria-label={words.stars(stars)}>
          {'★'.repeat(stars)}
        </option>
      ))}
    </select>
  );
}

function Held() {
  const { store, decider } = useApp();
  const words = useWords().publish;
  const format = useFormat();
  const held = useSelect((state) => state.status?.counts.held ?? 0);
  if (held === 0) return null;
  const count = format.count(held);
  return (
    <div className="publish-held">
      <p>
        <StateMark state="held" />
        <strong>{words.held(count)}</strong>
        <button
          type="button"
          className="link-button"
          onClick={() => openLightTable(store, { group: 'held' })}
        >
          {words.show}
        </button>
      </p>
      <button type="button" className="button" onClick={() => decider.releaseAll()}>
        <Send aria-hidden />
        {words.releaseAll(held, count)}
      </button>
    </div>
  );
}

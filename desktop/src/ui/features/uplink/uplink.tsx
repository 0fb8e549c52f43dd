import { Pause, Play, SlidersHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { UplinkSettings as Settings, UplinkView } from '../../../bridge/uplink.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import type { UiState } from '../../app/state/state.ts';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { UplinkSettings } from './uplink-settings.tsx';
import './uplink.css';

const SAMPLES = 40;
const SAMPLE_EVERY_MS = 1_000;
/** Below this a bar would lie: 100 kbit/s fill the plot when nothing faster was seen. */
const LEAST_TOP = 12_500;

/** What goes out to the relay: now, over the last forty seconds, and what is still to go; and how. */
export function Uplink() {
  const words = useWords().uplink;
  const format = useFormat();
  const now = useSelect(rateNow);
  const uplink = useSelect((state) => state.status?.uplink);
  const isPaused = uplink?.settings.paused ?? false;
  const still = isPaused ? words.paused : words.idle;
  const sentence = now === 0 ? still : now === null ? '–' : format.rate(now);
  const history = useHistory();
  const top = Math.max(LEAST_TOP, ...history);
  return (
    <section className="side-section uplink" aria-labelledby="uplink-title">
      <h2 className="section-title" id="uplink-title">
        {words.title}
      </h2>
      <span className="uplink-now">{sentence}</span>
      <svg viewBox={`0 0 ${SAMPLES * 4} 24`} preserveAspectRatio="none" aria-hidden>
        {history.map((rate, index) => (
          <rect
            key={index}
            x={index * 4}
            width={3}
            y={24 - Math.max(1, (rate / top) * 24)}
            height={Math.max(1, (rate / top) * 24)}
          />
        ))}
      </svg>
      {uplink && <Backlog uplink={uplink} />}
      <Originals />
      {uplink && <Control settings={uplink.settings} />}
    </section>
  );
}

function Backlog({ uplink: { settings, backlog, secondsLeft } }: { uplink: UplinkView }) {
  const all = useWords();
  const words = all.uplink;
  const format = useFormat();
  if (backlog.bytes === 0) return null;
  const amount = format.bytes(backlog.bytes);
  const parts = [
    backlog.photos > 0
      ? words.backlog(backlog.photos, format.count(backlog.photos), amount)
      : words.backlogBytes(amount),
    ...(secondsLeft !== null && !settings.paused
      ? [words.left(format.duration(secondsLeft * 1000, 1))]
      : []),
  ];
  return <p className="uplink-backlog secondary">{parts.join(all.dot)}</p>;
}

/** How many whole pictures have followed, where they are meant to. */
function Originals() {
  const all = useWords();
  const words = all.uplink;
  const format = useFormat();
  const originals = useSelect((state) => state.status?.originals);
  if (originals === undefined) return null;
  const { waiting, brought, failed } = originals;
  if (waiting + brought + failed === 0) return null;
  const parts = [
    words.originalsState(format.count(brought), format.count(waiting + brought + failed)),
    ...(failed > 0 ? [words.originalsFailed(format.count(failed))] : []),
  ];
  return <p className="uplink-backlog secondary">{parts.join(all.dot)}</p>;
}

/** A pause and the rest of the settings; each is its own undo. */
function Control({ settings }: { settings: Settings }) {
  const { engine } = useApp();
  const words = useWords().uplink;
  const task = useTask();
  const [open, setOpen] = useState(false);
  const set = (next: Settings) =>
    task.run(async () => {
      await engine.call('setUplink', next);
    });
  const Icon = settings.paused ? Play : Pause;
  return (
    <>
      <div className="uplink-control">
        <button
          type="button"
          className="button"
          aria-keyshortcuts="B"
          onClick={() => set({ ...settings, paused: !settings.paused })}
        >
          <Icon aria-hidden />
          {settings.paused ? words.goOn : words.pause}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.change}
          title={words.change}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal aria-hidden />
        </button>
      </div>
      {open && <UplinkSettings settings={settings} onChange={set} />}
      <Trouble text={task.trouble} />
    </>
  );
}

/** Bytes per second, whole; null while nobody knows. */
function rateNow({ connection, status }: UiState): number | null {
  return connection === 'connected' ? Math.round(status?.uplinkBytesPerSecond ?? 0) : null;
}

/** Bytes per second, sampled by our own clock because a status comes only when something changed. */
function useHistory(): readonly number[] {
  const { store } = useApp();
  const [history, setHistory] = useState<readonly number[]>(() => Array<number>(SAMPLES).fill(0));
  useEffect(() => {
    const timer = setInterval(() => {
      const rate = rateNow(store.get()) ?? 0;
      setHistory((before) => [...before.slice(1), rate]);
    }, SAMPLE_EVERY_MS);
    return () => clearInterval(timer);
  }, [store]);
  return history;
}

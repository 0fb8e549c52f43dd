import { useEffect, useState } from 'react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import type { UiState } from '../../app/state/state.ts';
import './uplink.css';

const SAMPLES = 40;
const SAMPLE_EVERY_MS = 1_000;
/** Below this a bar would lie: 100 kbit/s fill the plot when nothing faster was seen. */
const LEAST_TOP = 12_500;

/** What goes out to the relay: now, and over the last forty seconds. */
export function Uplink() {
  const words = useWords().uplink;
  const format = useFormat();
  const now = useSelect(rateNow);
  const sentence = now === 0 ? words.idle : now === null ? '–' : format.rate(now);
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
    </section>
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

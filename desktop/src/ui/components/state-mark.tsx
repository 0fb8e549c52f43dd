import type { ReactNode } from 'react';
import type { ShotState } from '../../bridge/contract.ts';
import './state-mark.css';

const TONES = {
  arriving: 'moving',
  rendering: 'moving',
  held: 'held',
  rejected: 'off',
  queued: 'moving',
  uploading: 'moving',
  live: 'live',
  retracted: 'off',
  unpublished: 'off',
  failed: 'failed',
} as const satisfies Record<ShotState, string>;

/** The colour of a state; the shape below says the same to who does not see colours. */
export function toneOf(state: ShotState): (typeof TONES)[ShotState] {
  return TONES[state];
}

const SHAPES: Record<ShotState, ReactNode> = {
  arriving: <circle cx="8" cy="8" r="5.5" className="line" strokeDasharray="3 2.75" />,
  rendering: (
    <>
      <circle cx="8" cy="8" r="5.5" className="line" />
      <path d="M8 3.5a4.5 4.5 0 0 1 0 9z" />
    </>
  ),
  held: (
    <>
      <rect x="3.5" y="3" width="3.2" height="10" rx="1" />
      <rect x="9.3" y="3" width="3.2" height="10" rx="1" />
    </>
  ),
  rejected: <path d="m4 4 8 8M12 4l-8 8" className="line" />,
  queued: <circle cx="8" cy="8" r="5.5" className="line" />,
  uploading: <path d="M8 2.2 13.4 8H10v5.5H6V8H2.6z" />,
  live: <circle cx="8" cy="8" r="6" />,
  retracted: (
    <>
      <circle cx="8" cy="8" r="5.5" className="line" />
      <path d="m4.2 4.2 7.6 7.6" className="line" />
    </>
  ),
  unpublished: <path d="M3.5 8h9" className="line" />,
  failed: (
    <path d="M8 1.5 15.2 14H.8z M7.1 6v3.6h1.8V6z M7.1 10.8v1.8h1.8v-1.8z" fillRule="evenodd" />
  ),
};

/** The shape of a state in its colour. Beside a word it is decoration; alone it needs a `label`. */
export function StateMark({ state, label }: { state: ShotState; label?: string }) {
  return (
    <svg
      className={`state-mark tone-${toneOf(state)}`}
      viewBox="0 0 16 16"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {SHAPES[state]}
    </svg>
  );
}

import { CircleX, Pause, Send } from 'lucide-react';
import type { ShotView } from '../../../bridge/contract.ts';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { remembered } from '../../app/state/selectors.ts';
import { shotOf } from '../../app/state/shot-table.ts';
import type { UiState } from '../../app/state/state.ts';
import { selectDecidable } from '../shortcuts/deciding.ts';
import type { Decision } from '../undo/notice.ts';
import { refusalOf } from './decisions.ts';
import { StarButtons } from './stars.tsx';
import './publish.css';

const BUTTONS = [
  { decision: 'publish', key: 'P', Icon: Send },
  { decision: 'hold', key: 'H', Icon: Pause },
  { decision: 'reject', key: 'X', Icon: CircleX },
] as const satisfies { decision: Decision; key: string; Icon: unknown }[];

/** What the buttons show of the shots they are about. */
interface About {
  /** Decisions that can concern none of them; a press says why. */
  off: readonly Decision[];
  /** The stars they share. */
  rating: number | null;
}

const aboutOf = remembered((state: UiState): About => {
  const shots = selectDecidable(state).flatMap((id) => shotOf(state.shots, id) ?? []);
  return { off: offFor(shots), rating: sharedRating(shots) };
});

function offFor(shots: readonly ShotView[]): Decision[] {
  return BUTTONS.map(({ decision }) => decision).filter((decision) =>
    shots.every((shot) => refusalOf(shot, decision) !== null),
  );
}

function sharedRating([first, ...others]: readonly ShotView[]): number | null {
  if (!first || others.some(({ rating }) => (rating ?? 0) !== (first.rating ?? 0))) return null;
  return first.rating;
}

/** Publish, hold, reject and stars, for the shot that is looked at or all that are selected. */
export function DecisionBar() {
  const { store, decider } = useApp();
  const words = useWords().publish;
  const { off, rating } = useSelect(aboutOf);
  const ids = () => selectDecidable(store.get());
  return (
    <fieldset className="decision-bar">
      <legend className="visually-hidden">{words.decide}</legend>
      <div className="decision-buttons">
        {BUTTONS.map(({ decision, key, Icon }) => (
          <button
            key={decision}
            type="button"
            className="button"
            data-off={off.includes(decision)}
            title={`${words.decisions[decision]} (${key})`}
            onClick={() => decider.decide(ids(), decision)}
          >
            <Icon aria-hidden />
            {words.decisions[decision]}
          </button>
        ))}
      </div>
      <StarButtons rating={rating} onRate={(stars) => decider.rate(ids(), stars)} />
    </fieldset>
  );
}

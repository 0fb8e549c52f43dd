import { useCallback } from 'react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { backToLive } from '../../app/actions.ts';
import { selectFrames, selectGroup, selectLookedAt } from '../../app/state/selectors.ts';
import { X } from 'lucide-react';
import { Frame } from './frame.tsx';
import { useFrameWindow } from './use-frame-window.ts';
import { FRAME_STEP } from './window.ts';
import './filmstrip.css';

/** All shots in a row, the newest at the right; only the frames in view exist. */
export function Filmstrip() {
  const { store, engine } = useApp();
  const words = useWords().strip;
  const frames = useSelect(selectFrames);
  const looked = useSelect((state) => selectLookedAt(state)?.id);
  const loaded = useSelect((state) => state.shotsLoaded);
  const follows = useSelect((state) => state.picked === null);
  const place = looked === undefined ? -1 : frames.lastIndexOf(looked);
  const loadOlder = useCallback(() => engine.loadOlder(), [engine]);
  const { ref, view, onScroll } = useFrameWindow(frames, place, follows, loadOlder);
  const pick = useCallback((id: string) => store.dispatch({ type: 'pick', id }), [store]);
  return (
    <section className="filmstrip" aria-label={words.label}>
      <GroupNotice />
      {loaded && frames.length === 0 && <p className="filmstrip-empty">{words.empty}</p>}
      <div className="filmstrip-scroll" ref={ref} onScroll={onScroll} tabIndex={-1}>
        <ol
          className="filmstrip-frames"
          style={{ width: frames.length * FRAME_STEP, minWidth: '100%' }}
        >
          {frames.slice(view.first, view.end).map((id, offset) => (
            <Frame
              key={id}
              id={id}
              left={(view.first + offset) * FRAME_STEP}
              place={view.first + offset + 1}
              of={frames.length}
              looked={id === looked}
              onPick={pick}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

/** Says that only some shots are shown, and why. */
function GroupNotice() {
  const { store } = useApp();
  const words = useWords().attention;
  const format = useFormat();
  const group = useSelect(selectGroup);
  if (!group) return null;
  return (
    <p className="filmstrip-group">
      <strong>{words.showing(group.ids.length, format.count(group.ids.length))}</strong>
      <span>{group.reason ?? words.noReason}</span>
      <button type="button" className="button" onClick={() => backToLive(store)}>
        <X aria-hidden />
        {words.showAll}
      </button>
    </p>
  );
}

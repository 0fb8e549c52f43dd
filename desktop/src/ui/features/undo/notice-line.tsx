import { Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useApp, useSelect } from '../../app/context.tsx';
import { noticeText } from './notice-text.ts';
import './undo.css';

/** Long enough to read it and to reach the button; `z` undoes later, too. */
const STAYS_MS = 8_000;

/** What was just done, undone or refused, over the page for a while; it blocks nothing. */
export function NoticeLine() {
  const { store, decider, language } = useApp();
  const notice = useSelect((state) => state.notice);
  const canUndo = useSelect((state) => state.notice?.kind === 'done' && state.undo.length > 0);
  useEffect(() => {
    if (!notice) return undefined;
    const timer = setTimeout(() => store.dispatch({ type: 'notice', notice: null }), STAYS_MS);
    return () => clearTimeout(timer);
  }, [notice, store]);
  return (
    <output className="notice" data-kind={notice?.kind} hidden={notice === null}>
      {notice && noticeText(notice, language)}
      {canUndo && (
        <button type="button" className="button" onClick={decider.undo}>
          <Undo2 aria-hidden />
          {language.words.publish.undo}
          <kbd>Z</kbd>
        </button>
      )}
    </output>
  );
}

import { useState } from 'react';
import { useSelect, useWords } from '../../app/context.tsx';
import { selectLookedAt } from '../../app/state/selectors.ts';
import { Panel } from '../../components/panel.tsx';
import { FoundFiles } from './found-files.tsx';
import { ShotHistory } from './shot-history.tsx';

/** Finds a file by any part of its name; without one it tells of the shot that is looked at. */
export function HistoryPanel() {
  const words = useWords().ledger.history;
  const looked = useSelect(selectLookedAt);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ shotId: string; name: string } | null>(null);
  const search = text.trim();
  return (
    <Panel name="history" title={words.title}>
      <input
        data-first
        className="history-search"
        type="search"
        placeholder={words.search}
        aria-label={words.search}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(null);
        }}
      />
      {chosen ? (
        <>
          <button type="button" className="button" onClick={() => setChosen(null)}>
            {words.back}
          </button>
          <ShotHistory {...chosen} />
        </>
      ) : search !== '' ? (
        <FoundFiles text={search} onChoose={setChosen} />
      ) : looked ? (
        <ShotHistory shotId={looked.id} name={looked.name} />
      ) : (
        <p className="secondary">{words.nothing}</p>
      )}
    </Panel>
  );
}

import { Search } from 'lucide-react';
import { useApp, useWords } from '../../app/context.tsx';
import { HistoryPanel } from './history-panel.tsx';
import './history.css';

export function HistoryButton() {
  const { panel } = useApp();
  const words = useWords().ledger.history;
  return (
    <div className="keys-button history-button">
      <button
        type="button"
        className="button"
        data-opens="history"
        aria-expanded={panel.open === 'history'}
        onClick={() => panel.toggle('history')}
      >
        <Search aria-hidden />
        {words.button}
        <kbd>/</kbd>
      </button>
      {panel.open === 'history' && <HistoryPanel />}
    </div>
  );
}

import { Search } from 'lucide-react';
import { useWords } from '../../app/context.tsx';
import { PanelButton } from '../../components/panel-button.tsx';
import { HistoryPanel } from './history-panel.tsx';
import './history.css';

export function HistoryButton() {
  const { button } = useWords().ledger.history;
  return (
    <PanelButton opens="history" icon={<Search aria-hidden />} word={button} shortcut="/">
      <HistoryPanel />
    </PanelButton>
  );
}

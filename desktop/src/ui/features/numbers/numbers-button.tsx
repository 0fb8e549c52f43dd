import { ChartNoAxesColumn } from 'lucide-react';
import { useWords } from '../../app/context.tsx';
import { PanelButton } from '../../components/panel-button.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import './numbers.css';

export function NumbersButton() {
  const { button } = useWords().ledger.numbers;
  return (
    <PanelButton
      opens="numbers"
      icon={<ChartNoAxesColumn aria-hidden />}
      word={button}
      shortcut="#"
    >
      <NumbersPanel />
    </PanelButton>
  );
}

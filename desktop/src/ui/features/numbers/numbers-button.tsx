import { ChartNoAxesColumn } from 'lucide-react';
import { useApp, useWords } from '../../app/context.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import './numbers.css';

export function NumbersButton() {
  const { panel } = useApp();
  const words = useWords().ledger.numbers;
  return (
    <div className="keys-button numbers-button">
      <button
        type="button"
        className="button"
        data-opens="numbers"
        aria-expanded={panel.open === 'numbers'}
        onClick={() => panel.toggle('numbers')}
      >
        <ChartNoAxesColumn aria-hidden />
        {words.button}
        <kbd>#</kbd>
      </button>
      {panel.open === 'numbers' && <NumbersPanel />}
    </div>
  );
}

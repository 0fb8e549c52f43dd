import { Keyboard } from 'lucide-react';
import { useApp, useWords } from '../../app/context.tsx';
import { KeysPanel } from './keys-panel.tsx';

export function KeysButton() {
  const { panel } = useApp();
  const words = useWords().keys;
  return (
    <div className="anchor keys-button">
      <button
        type="button"
        className="button"
        data-opens="keys"
        aria-label={words.button}
        aria-expanded={panel.open === 'keys'}
        onClick={() => panel.toggle('keys')}
      >
        <Keyboard aria-hidden />
        <span className="keys-word">{words.button}</span>
        <kbd>?</kbd>
      </button>
      {panel.open === 'keys' && <KeysPanel />}
    </div>
  );
}

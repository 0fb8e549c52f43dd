import { Keyboard } from 'lucide-react';
import { useWords } from '../../app/context.tsx';
import { PanelButton } from '../../components/panel-button.tsx';
import { KeysPanel } from './keys-panel.tsx';

export function KeysButton() {
  const { button } = useWords().keys;
  return (
    <PanelButton
      opens="keys"
      icon={<Keyboard aria-hidden />}
      word={button}
      shortcut="?"
      className="anchor"
    >
      <KeysPanel />
    </PanelButton>
  );
}

import { Settings } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { SettingsPanel } from './settings-panel.tsx';

export function SettingsButton() {
  const { panel } = useApp();
  const words = useWords().desk.settings;
  const desk = useSelect((state) => state.status?.desk);
  if (!desk) return null;
  return (
    <div className="anchor keys-button settings-button">
      <button
        type="button"
        className="button"
        data-opens="settings"
        aria-expanded={panel.open === 'settings'}
        onClick={() => panel.toggle('settings')}
      >
        <Settings aria-hidden />
        {words.button}
        <kbd>,</kbd>
      </button>
      {panel.open === 'settings' && <SettingsPanel desk={desk} />}
    </div>
  );
}

import { Settings } from 'lucide-react';
import { useSelect, useWords } from '../../app/context.tsx';
import { PanelButton } from '../../components/panel-button.tsx';
import { SettingsPanel } from './settings-panel.tsx';

export function SettingsButton() {
  const { button } = useWords().desk.settings;
  const desk = useSelect((state) => state.status?.desk);
  if (!desk) return null;
  return (
    <PanelButton
      opens="settings"
      icon={<Settings aria-hidden />}
      word={button}
      shortcut=","
      className="anchor settings-button"
    >
      <SettingsPanel desk={desk} />
    </PanelButton>
  );
}

import { LayoutGrid } from 'lucide-react';
import { useApp, useWords } from '../../app/context.tsx';
import { openLightTable } from './actions.ts';

/** The way to all shots of the session. */
export function LightTableButton() {
  const { store } = useApp();
  const words = useWords().light;
  return (
    <button type="button" className="button" onClick={() => openLightTable(store)}>
      <LayoutGrid aria-hidden />
      {words.open}
      <kbd>G</kbd>
    </button>
  );
}

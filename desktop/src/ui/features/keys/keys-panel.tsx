import { useApp, useWords } from '../../app/context.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortcutsOf, shownKey } from '../shortcuts/shortcuts.ts';
import './keys.css';

/** Every key that does something here, and what it does. */
export function KeysPanel() {
  const app = useApp();
  const words = useWords().keys;
  return (
    <Panel name="keys" title={words.title}>
      <dl className="keys">
        {shortcutsOf(app).map((shortcut) => (
          <div key={shortcut.name}>
            <dt>
              <kbd>{shownKey(shortcut)}</kbd>
            </dt>
            <dd>{words.list[shortcut.name]}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

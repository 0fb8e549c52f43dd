import { useWords } from '../../app/context.tsx';
import { Panel } from '../../components/panel.tsx';
import './keys.css';

const KEYS = [
  ['older', '←'],
  ['newer', '→'],
  ['oldest', 'Home'],
  ['live', 'End'],
  ['retry', 'R'],
  ['takeBack', 'T'],
  ['feature', 'F'],
  ['pause', 'B'],
  ['attention', 'N'],
  ['share', 'Q'],
  ['recipe', 'E'],
  ['settings', ','],
  ['history', '/'],
  ['numbers', '#'],
  ['keys', '?'],
  ['escape', 'Esc'],
] as const;

/** Every key, and what it does. */
export function KeysPanel() {
  const words = useWords().keys;
  return (
    <Panel name="keys" title={words.title}>
      <dl className="keys">
        {KEYS.map(([action, key]) => (
          <div key={action}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.list[action]}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

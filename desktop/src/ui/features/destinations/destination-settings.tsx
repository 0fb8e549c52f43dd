import { useState } from 'react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { isRefusal } from '../topline/headline.ts';
import { namesOf } from './destination.ts';
import './destinations.css';

/** Where the photos of the session go: to add a second destination, and to give it up. */
export function DestinationSettings() {
  const { engine, panel } = useApp();
  const words = useWords().destinations;
  const task = useTask();
  const [removed, setRemoved] = useState<string | null>(null);
  const destinations = useSelect((state) => state.status?.destinations);
  const session = useSelect((state) => state.status?.session.id ?? '');
  if (session === '') return null;
  const names = namesOf(destinations ?? [], words);
  async function add(): Promise<void> {
    await engine.call('openSetup', { step: 'relay', second: true });
    panel.close();
  }
  async function remove(name: string): Promise<void> {
    await engine.call('removeDestination', null);
    setRemoved(name);
  }
  async function undo(): Promise<void> {
    await engine.call('restoreDestination', null);
    setRemoved(null);
  }
  return (
    <section aria-labelledby="settings-destinations">
      <h3 id="settings-destinations">{words.title}</h3>
      {destinations ? (
        <ul className="settings-sessions">
          {destinations.map(({ id, title, main, code }) => (
            <li key={id}>
              <div>
                <p className="settings-name">{names.get(id)}</p>
                <p className="secondary">{title}</p>
                {!main && isRefusal(code) && (
                  <button
                    type="button"
                    className="button"
                    disabled={task.running}
                    onClick={() => task.run(add)}
                  >
                    {words.pairAgain}
                  </button>
                )}
              </div>
              {main ? (
                <span className="secondary">{words.main}</span>
              ) : (
                <button
                  type="button"
                  className="button"
                  aria-label={words.removeFrom(names.get(id) ?? '')}
                  disabled={task.running}
                  onClick={() => task.run(() => remove(names.get(id) ?? ''))}
                >
                  {words.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <>
          {removed === null ? (
            <p className="secondary">{words.hint}</p>
          ) : (
            <div className="destination-removed">
              <output>{words.removed(removed)}</output>
              <button
                type="button"
                className="button"
                disabled={task.running}
                onClick={() => task.run(undo)}
              >
                {words.undo}
              </button>
            </div>
          )}
          <button
            type="button"
            className="button"
            disabled={task.running}
            onClick={() => task.run(add)}
          >
            {words.add}
          </button>
        </>
      )}
      <Trouble text={task.trouble} />
    </section>
  );
}

import { useApp, useFormat, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { KnownSession } from '../../../bridge/desk.ts';

/** The sessions this laptop knows; what waits in one goes out while another is current. */
export function Sessions({ sessions }: { sessions: readonly KnownSession[] }) {
  const { engine } = useApp();
  const words = useWords().desk.settings;
  const task = useTask();
  return (
    <>
      <ul className="settings-sessions">
        {sessions.map((session) => (
          <li key={session.id}>
            <div>
              <p className="settings-name">{session.title}</p>
              <p className="secondary">{new URL(session.relayUrl).host}</p>
              <Left session={session} />
            </div>
            {session.current ? (
              <span className="secondary">{words.current}</span>
            ) : (
              <button
                type="button"
                className="button"
                aria-label={words.switchTo(session.title)}
                disabled={task.running}
                onClick={() =>
                  task.run(async () => {
                    await engine.call('switchSession', { sessionId: session.id });
                  })
                }
              >
                {words.switch}
              </button>
            )}
          </li>
        ))}
      </ul>
      {task.running && <output>{words.switching}</output>}
      <Trouble text={task.trouble} />
    </>
  );
}

function Left({ session: { waiting, held, failed, message } }: { session: KnownSession }) {
  const all = useWords();
  const format = useFormat();
  const words = all.desk.settings;
  const facts = [
    ...(waiting > 0 ? [words.waiting(waiting, format.count(waiting))] : []),
    ...(held > 0 ? [words.held(format.count(held))] : []),
    ...(failed > 0 ? [words.failed(format.count(failed))] : []),
  ];
  if (facts.length === 0) return null;
  return (
    <p className="tone-moving">
      {facts.join(all.dot)}
      {waiting > 0 && message !== null && <span className="secondary"> {message}</span>}
    </p>
  );
}

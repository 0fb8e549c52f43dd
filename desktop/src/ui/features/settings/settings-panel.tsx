import { useApp, useWords } from '../../app/context.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { DeskView } from '../../../bridge/desk.ts';
import { DestinationSettings } from '../destinations/destination-settings.tsx';
import { FolderEditor } from '../folders/folder-editor.tsx';
import { Clocks } from './clocks.tsx';
import { Sessions } from './sessions.tsx';
import './settings.css';

/** What holds above the shots: sessions, hot folders, clocks. */
export function SettingsPanel({ desk }: { desk: DeskView }) {
  const { engine, panel } = useApp();
  const words = useWords();
  const task = useTask();
  async function setUp(): Promise<void> {
    await engine.call('openSetup', { step: 'relay' });
    panel.close();
  }
  return (
    <Panel name="settings" title={words.desk.settings.title}>
      <div className="settings">
        <section aria-labelledby="settings-sessions">
          <h3 id="settings-sessions">{words.desk.settings.sessions}</h3>
          <Sessions sessions={desk.sessions} />
          <button
            type="button"
            className="button"
            disabled={task.running}
            onClick={() => task.run(setUp)}
          >
            {words.desk.settings.another}
          </button>
          <Trouble text={task.trouble} />
        </section>
        <DestinationSettings />
        <section aria-labelledby="settings-folders">
          <h3 id="settings-folders">{words.folders.title}</h3>
          <FolderEditor />
        </section>
        <section aria-labelledby="settings-clocks">
          <h3 id="settings-clocks">{words.desk.settings.clocks}</h3>
          <Clocks clocks={desk.clocks} />
        </section>
      </div>
    </Panel>
  );
}

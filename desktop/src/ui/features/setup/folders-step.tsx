import { FolderPlus } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { SetupView } from '../../../bridge/desk.ts';
import { FolderEditor } from '../folders/folder-editor.tsx';
import { Onward, Step } from './step.tsx';

export function FoldersStep({ setup }: { setup: SetupView }) {
  const { engine } = useApp();
  const words = useWords().desk.setup;
  const task = useTask();
  const isEmpty = useSelect((state) => state.status?.desk?.folders.length === 0);
  return (
    <Step title={words.foldersTitle}>
      <p className="secondary">{words.foldersHint}</p>
      <FolderEditor />
      {setup.suggestedFolders.length > 0 && <h3>{words.suggested}</h3>}
      <ul className="setup-choices">
        {setup.suggestedFolders.map((path) => (
          <li key={path}>
            <button
              type="button"
              className="button"
              disabled={task.running}
              onClick={() =>
                task.run(async () => {
                  await engine.call('addFolder', { path, create: true });
                })
              }
            >
              <FolderPlus aria-hidden />
              <span>{path}</span>
            </button>
          </li>
        ))}
      </ul>
      <Trouble text={task.trouble} />
      <Onward to="recipe" skips={isEmpty} />
    </Step>
  );
}

import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { FolderView } from '../../../bridge/desk.ts';
import { AddFolder } from './add-folder.tsx';
import { FolderRow } from './folder-row.tsx';
import { splitPath } from './split-path.ts';
import './folder-editor.css';

const UNDO_MS = 15_000;

/** The hot folders of the session, changed while it runs. */
export function FolderEditor() {
  const { engine } = useApp();
  const words = useWords().desk.folder;
  const folders = useSelect((state) => state.status?.desk?.folders);
  const [removed, setRemoved] = useState<FolderView | null>(null);
  const task = useTask();
  useEffect(() => {
    if (!removed) return undefined;
    const timer = setTimeout(() => setRemoved(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [removed]);

  async function remove(folder: FolderView): Promise<void> {
    await engine.call('removeFolder', { path: folder.path });
    setRemoved(folder);
  }

  async function undo({ path, photographer, tag, noticing }: FolderView): Promise<void> {
    await engine.call('addFolder', { path, create: false });
    await engine.call('changeFolder', { path, photographer, tag, noticing });
    setRemoved(null);
  }

  return (
    <div className="folder-editor">
      {folders?.length === 0 && <p className="secondary">{words.none}</p>}
      <ul>
        {folders?.map((folder) => (
          <FolderRow
            key={folder.id}
            folder={folder}
            onRemove={() => task.run(() => remove(folder))}
          />
        ))}
      </ul>
      {removed && (
        <output className="folder-removed">
          {words.removed(splitPath(removed.path).name)}
          <button type="button" className="button" onClick={() => task.run(() => undo(removed))}>
            <Undo2 aria-hidden />
            {words.undo}
          </button>
        </output>
      )}
      <Trouble text={task.trouble} />
      <AddFolder />
    </div>
  );
}

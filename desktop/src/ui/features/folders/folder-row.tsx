import { Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../app/context.tsx';
import type { FolderView } from '../../../bridge/desk.ts';
import { FolderForm } from './folder-form.tsx';
import { folderRemark } from './folder-remark.ts';
import { splitPath } from './split-path.ts';

/** A hot folder with what was set up for it. */
export function FolderRow({ folder, onRemove }: { folder: FolderView; onRemove: () => void }) {
  const words = useWords();
  const [editing, setEditing] = useState(false);
  const { name } = splitPath(folder.path);
  const remark = folderRemark(folder, words.desk.folder);
  const facts = [folder.photographer, folder.tag].filter((fact) => fact !== null);
  return (
    <li>
      <div className="folder-row">
        <div className="folder-text">
          <p className="folder-path">{folder.path}</p>
          {facts.length > 0 && <p className="folder-facts">{facts.join(words.dot)}</p>}
          {remark !== null && <p className="folder-facts">{remark}</p>}
        </div>
        <button
          type="button"
          className="icon-button"
          aria-label={words.desk.folder.edit(name)}
          title={words.desk.folder.edit(name)}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          <Pencil aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.desk.folder.remove(name)}
          title={words.desk.folder.remove(name)}
          onClick={onRemove}
        >
          <X aria-hidden />
        </button>
      </div>
      {editing && <FolderForm folder={folder} onDone={() => setEditing(false)} />}
    </li>
  );
}

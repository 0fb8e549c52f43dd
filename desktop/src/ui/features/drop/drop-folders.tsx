import { FolderDown, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { PictureLiveError } from '@picture-live/shared/errors';
import { useApp, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { splitPath } from '../folders/split-path.ts';
import { useDrop } from './use-drop.ts';
import './drop.css';

const SHOWN_MS = 15_000;

interface Dropped {
  added: readonly string[];
  /** Why others could not be added. */
  troubles: readonly string[];
}

/** Folders that are dropped on the page become hot folders, and can be taken back at once. */
export function DropFolders() {
  const { engine } = useApp();
  const words = useWords().drop;
  const [dropped, setDropped] = useState<Dropped | null>(null);
  useEffect(() => {
    if (!dropped) return undefined;
    const timer = setTimeout(() => setDropped(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [dropped]);

  const call = useCallback(
    async (name: 'add' | 'remove', paths: readonly string[]): Promise<Dropped> => {
      const added: string[] = [];
      const troubles: string[] = [];
      for (const path of paths) {
        try {
          if (name === 'add') await engine.call('addFolder', { path, create: false });
          else await engine.call('removeFolder', { path });
          added.push(path);
        } catch (error) {
          if (!(error instanceof PictureLiveError)) throw error;
          troubles.push(`${splitPath(path).name}: ${error.message}`);
        }
      }
      return { added, troubles };
    },
    [engine],
  );

  const add = useCallback(
    async (paths: readonly string[]): Promise<void> => {
      setDropped(
        paths.length === 0 ? { added: [], troubles: [words.noFolders] } : await call('add', paths),
      );
    },
    [call, words],
  );
  const onDrop = useCallback((paths: readonly string[]) => void add(paths), [add]);
  const over = useDrop(onDrop);

  async function undo(paths: readonly string[]): Promise<void> {
    const { troubles } = await call('remove', paths);
    setDropped(troubles.length === 0 ? null : { added: [], troubles });
  }

  if (over) {
    return (
      <div className="drop-over">
        <p>
          <FolderDown aria-hidden />
          {words.here}
        </p>
      </div>
    );
  }
  if (!dropped) return null;
  const { added, troubles } = dropped;
  const names = added.map((path) => splitPath(path).name).join(', ');
  return (
    <div className="drop-result">
      {added.length > 0 && (
        <output>
          {words.added(added.length, names)}
          <button type="button" className="button" onClick={() => void undo(added)}>
            <Undo2 aria-hidden />
            {words.undo}
          </button>
        </output>
      )}
      <Trouble text={troubles.length === 0 ? null : troubles.join(' ')} />
    </div>
  );
}

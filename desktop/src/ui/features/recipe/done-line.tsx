import { Undo2 } from 'lucide-react';
import { useWords } from '../../app/context.tsx';
import type { Task } from '../../components/use-task.ts';
import type { Done } from './use-editor.ts';

/** What was just done, with the way back. */
export function DoneLine(props: { done: Done | null; task: Task; onUndone?: () => void }) {
  const { done, task, onUndone } = props;
  const words = useWords().recipe;
  if (!done) return null;
  return (
    <output className="recipe-saved">
      {done.text}
      <button
        type="button"
        className="button"
        onClick={() =>
          task.run(async () => {
            await done.undo();
            onUndone?.();
          })
        }
      >
        <Undo2 aria-hidden />
        {words.undo}
      </button>
    </output>
  );
}

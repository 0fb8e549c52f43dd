import { FolderOpen } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';

/** Opens the system's own dialog where the shell has one; elsewhere there is nothing. */
export function ChooseFolder({
  disabled,
  onAsk,
}: {
  disabled: boolean;
  /** Called with what asks the person; it gives null where they thought better of it. */
  onAsk: (ask: () => Promise<string | null>) => void;
}) {
  const { engine } = useApp();
  const words = useWords().drop;
  const hasDialog = useSelect((state) => state.capabilities?.folderDialog ?? false);
  if (!hasDialog) return null;
  return (
    <button
      type="button"
      className="button"
      disabled={disabled}
      onClick={() => onAsk(async () => (await engine.call('chooseFolder', null)).path)}
    >
      <FolderOpen aria-hidden />
      {words.choose}
    </button>
  );
}

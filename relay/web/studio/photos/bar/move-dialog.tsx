import { useSessions } from '@picture-live/shared/hooks/preact';
import type { Session } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { SelectField } from '../../../components/field.tsx';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { photosWords as words } from '../words/photos-words.ts';

interface MoveDialogProps {
  sessionId: string;
  count: number;
  onMove: (to: Session) => void;
  onClose: () => void;
}

/** Where to. Only sessions in which one may manage photos. */
export function MoveDialog({ sessionId, count, onMove, onClose }: MoveDialogProps) {
  const { sessions, more, loadMore } = useSessions();
  const targets = sessions.filter(
    ({ id, mine }) =>
      id !== sessionId &&
      mine !== undefined &&
      mine.role !== 'moderator' &&
      mine.deletedAt === null,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const target = targets.find(({ id }) => id === chosen) ?? targets[0];
  return (
    <FormDialog
      title={words.moveTitle(count)}
      submit={words.move}
      disabled={target === undefined}
      onSubmit={() => {
        if (target === undefined) return;
        onMove(target);
        onClose();
      }}
      onClose={onClose}
    >
      {target === undefined ? (
        <p>{words.moveNowhere}</p>
      ) : (
        <>
          <p>{words.moveText}</p>
          <SelectField
            label={words.moveTo}
            value={target.id}
            options={targets.map(({ id, title }) => ({ value: id, label: title }))}
            onChoose={setChosen}
          />
        </>
      )}
      {more && (
        <Button kind="quiet" onClick={() => void loadMore()}>
          {words.more}
        </Button>
      )}
    </FormDialog>
  );
}

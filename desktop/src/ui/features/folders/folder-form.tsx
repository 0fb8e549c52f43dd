import { useState } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { Choice, TextField } from '../../components/field.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { Noticing, type FolderView } from '../../../bridge/desk.ts';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Whose camera a folder is, a word about it, and how its files are noticed. */
export function FolderForm({ folder, onDone }: { folder: FolderView; onDone: () => void }) {
  const { engine } = useApp();
  const words = useWords().desk.folder;
  const task = useTask();
  const [photographer, setPhotographer] = useState(folder.photographer ?? '');
  const [tag, setTag] = useState(folder.tag ?? '');
  const [noticing, setNoticing] = useState(folder.noticing);

  async function save(): Promise<void> {
    const { path } = folder;
    await engine.call('changeFolder', {
      path,
      photographer: orNull(photographer),
      tag: orNull(tag),
      noticing,
    });
    onDone();
  }

  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        task.run(save);
      }}
    >
      <TextField
        label={words.photographer}
        maxLength={120}
        placeholder={words.photographerHint}
        value={photographer}
        onText={setPhotographer}
      />
      <TextField
        label={words.tag}
        maxLength={60}
        placeholder={words.tagHint}
        value={tag}
        onText={setTag}
      />
      <Choice
        label={words.noticing}
        value={noticing}
        options={Noticing.options}
        words={words.noticings}
        onChange={setNoticing}
      />
      <Trouble text={task.trouble} />
      <div className="recipe-actions">
        <button type="submit" className="button primary" disabled={task.running}>
          {words.save}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

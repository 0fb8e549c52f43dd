import { isCode } from '@picture-live/shared/errors';
import { useState } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { TextField } from '../../components/field.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { ChooseFolder } from './choose-folder.tsx';

/** A folder by its path; where there is none, it can be made. */
export function AddFolder() {
  const { engine } = useApp();
  const words = useWords().desk.folder;
  const task = useTask();
  const [path, setPath] = useState('');
  const [missing, setMissing] = useState(false);

  async function choose(ask: () => Promise<string | null>): Promise<void> {
    const chosen = await ask();
    if (chosen === null) return;
    setMissing(false);
    await engine.call('addFolder', { path: chosen, create: false });
  }

  async function add(create: boolean): Promise<void> {
    setMissing(false);
    try {
      await engine.call('addFolder', { path, create });
      setPath('');
    } catch (error) {
      setMissing(isCode(error, 'not_found'));
      throw error;
    }
  }

  return (
    <form
      className="setup-line"
      onSubmit={(event) => {
        event.preventDefault();
        task.run(() => add(false));
      }}
    >
      <TextField
        label={words.addLabel}
        spellCheck={false}
        autoCapitalize="none"
        required
        maxLength={4_000}
        value={path}
        onText={(text) => {
          setPath(text);
          setMissing(false);
        }}
      />
      <button type="submit" className="button" disabled={task.running}>
        {words.add}
      </button>
      <ChooseFolder disabled={task.running} onAsk={(ask) => task.run(() => choose(ask))} />
      <Trouble text={task.trouble} />
      {missing && (
        <button type="button" className="button" onClick={() => task.run(() => add(true))}>
          {words.create}
        </button>
      )}
    </form>
  );
}

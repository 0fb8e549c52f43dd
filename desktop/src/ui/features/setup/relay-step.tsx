import { useState } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { SetupView } from '../../../bridge/desk.ts';
import { Step } from './step.tsx';

export function RelayStep({ setup }: { setup: SetupView }) {
  const { engine } = useApp();
  const words = useWords().desk.setup;
  const task = useTask();
  const [url, setUrl] = useState(setup.relayUrl ?? '');
  async function connect(): Promise<void> {
    await engine.call('chooseRelay', { url });
  }
  return (
    <Step title={words.relayTitle}>
      <form
        className="setup-line"
        onSubmit={(event) => {
          event.preventDefault();
          task.run(connect);
        }}
      >
        <label className="field">
          <span>{words.relayAddress}</span>
          <input
            type="text"
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="https://photos.example"
            maxLength={500}
            required
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        </label>
        <button type="submit" className="button primary" disabled={task.running}>
          {words.connect}
        </button>
      </form>
      <p className="secondary">{words.relayHint}</p>
      <Trouble text={task.trouble} />
    </Step>
  );
}

import { useState } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { TextField } from '../../components/field.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { SetupView } from '../../../bridge/desk.ts';
import { Step } from './step.tsx';

export function RelayStep({ setup }: { setup: SetupView }) {
  const { engine } = useApp();
  const all = useWords();
  const words = all.desk.setup;
  const { ownRelay } = setup;
  const task = useTask();
  const [url, setUrl] = useState(setup.relayUrl ?? '');
  async function connect(to: string): Promise<void> {
    await engine.call('chooseRelay', { url: to });
  }
  return (
    <Step title={setup.second ? all.destinations.relayTitle : words.relayTitle}>
      {ownRelay !== null && (
        <div className="setup-own">
          <button
            type="button"
            className="button"
            disabled={task.running}
            onClick={() => task.run(() => connect(ownRelay))}
          >
            {all.destinations.ownRelay}
          </button>
          <p className="secondary">{all.destinations.ownRelayHint}</p>
        </div>
      )}
      <form
        className="setup-line"
        onSubmit={(event) => {
          event.preventDefault();
          task.run(() => connect(url));
        }}
      >
        <TextField
          label={words.relayAddress}
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="https://photos.example"
          maxLength={500}
          required
          value={url}
          onText={setUrl}
        />
        <button type="submit" className="button primary" disabled={task.running}>
          {words.connect}
        </button>
      </form>
      <p className="secondary">{words.relayHint}</p>
      <Trouble text={task.trouble} />
    </Step>
  );
}

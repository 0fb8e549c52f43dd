import { Megaphone } from 'lucide-react';
import { MAX_ANNOUNCEMENT_LENGTH } from '../../../bridge/message-calls.ts';
import { useApp, useFormat, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';

/** Writes to all guests. What is written here is safe as soon as the field is empty again. */
export function AnnounceForm({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { engine } = useApp();
  const words = useWords().messages;
  const format = useFormat();
  const task = useTask();
  const isEmpty = text.trim() === '';

  function send(): void {
    if (isEmpty) return;
    task.run(async () => {
      await engine.call('announce', { text });
      onText('');
    });
  }

  return (
    <form
      className="announce"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="field">
        <span>{words.announce}</span>
        <textarea
          rows={2}
          value={text}
          maxLength={MAX_ANNOUNCEMENT_LENGTH}
          placeholder={words.announceHint}
          onChange={({ target }) => onText(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
      </label>
      <div className="announce-foot">
        <span className="secondary">
          {words.length(format.count(text.length), format.count(MAX_ANNOUNCEMENT_LENGTH))}
        </span>
        <button type="submit" className="button primary" disabled={isEmpty || task.running}>
          <Megaphone aria-hidden />
          {words.send}
        </button>
      </div>
      <Trouble text={task.trouble} />
    </form>
  );
}

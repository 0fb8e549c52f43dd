import type { WaitingAnnouncement } from '../../../bridge/message-calls.ts';
import { useState } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';

/** An announcement that no guest has yet; taken back, its text is in the field again. */
export function WaitingLine({
  announcement: { id, text, reason },
  isAway,
  onTakenBack,
}: {
  announcement: WaitingAnnouncement;
  isAway: boolean;
  onTakenBack: (text: string) => void;
}) {
  const { engine } = useApp();
  const words = useWords().messages;
  const task = useTask();
  const [isOut, setIsOut] = useState(false);

  async function takeBack(): Promise<void> {
    const { text: taken } = await engine.call('takeBackAnnouncement', { id });
    if (taken === null) setIsOut(true);
    else onTakenBack(taken);
  }

  const standing = isAway ? words.waiting : words.sending;
  return (
    <li>
      <p className="message-text">{text}</p>
      <div className="message-foot">
        <span className={reason === null ? 'tone-moving' : 'tone-failed'}>
          {reason === null ? standing : words.refused(reason)}
        </span>
        <button
          type="button"
          className="button"
          disabled={task.running}
          onClick={() => task.run(takeBack)}
        >
          {words.takeBack}
        </button>
      </div>
      <Trouble text={task.trouble ?? (isOut ? words.tooLate : null)} />
    </li>
  );
}

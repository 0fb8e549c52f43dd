import { useState } from 'react';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { AnnounceForm } from './announce-form.tsx';
import { MessageLine } from './message-line.tsx';
import { useMessages, useReading } from './use-messages.ts';
import { WaitingLine } from './waiting-line.tsx';

/** What people write in the session, and the way to write to all of them. */
export function MessagesPanel() {
  const words = useWords().messages;
  const format = useFormat();
  const isAway = useSelect((state) => state.status?.relay.state === 'offline');
  const { answer, trouble } = useMessages();
  const freshAfter = useReading(answer);
  const [draft, setDraft] = useState('');
  const { heard = false, messages = [], waiting = [], more = false } = answer ?? {};
  return (
    <Panel name="messages" title={words.title}>
      <AnnounceForm text={draft} onText={setDraft} />
      {waiting.length > 0 && (
        <ul className="messages-waiting">
          {waiting.map((announcement) => (
            <WaitingLine
              key={announcement.id}
              announcement={announcement}
              isAway={isAway}
              onTakenBack={setDraft}
            />
          ))}
        </ul>
      )}
      <Trouble text={trouble} />
      {isAway && heard && <p className="secondary">{words.lastKnown}</p>}
      {answer && messages.length === 0 && (
        <p className="secondary">{heard ? words.none : words.notHeard}</p>
      )}
      <ul className="messages-list" aria-label={words.list}>
        {messages.map((message) => (
          <MessageLine
            key={message.id}
            message={message}
            isFresh={freshAfter !== null && message.seq > freshAfter && !message.own}
            time={format.clock(message.createdAt)}
          />
        ))}
      </ul>
      {more && <p className="secondary">{words.older}</p>}
    </Panel>
  );
}

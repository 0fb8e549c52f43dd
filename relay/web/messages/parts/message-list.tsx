import { ArrowDown } from 'lucide-preact';
import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { useStore } from '../../gallery/page/store.ts';
import { missingIn, type OutboxState } from '../state/outbox-state.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { createEndKeeper } from './end-keeper.ts';
import { MessageItem, type MessageContext } from './message-item.tsx';
import { OutgoingItem } from './outgoing-item.tsx';

interface MessageListProps {
  thread: ThreadState;
  /** What is on its way here. */
  outgoing: OutboxState;
  context: MessageContext;
  emptyText: string;
  onOlder: () => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
  /** Told when everything up to the newest message has been on the screen. */
  onRead: (seq: number) => void;
}

/** The messages of a thread, the newest at the foot; stays where the reader is. */
export function MessageList(props: MessageListProps) {
  const { thread, context, onOlder, onRead } = props;
  const { words } = context;
  const outgoing = useMemo(
    () => missingIn(thread.messages, props.outgoing),
    [thread.messages, props.outgoing],
  );
  const [keeper] = useState(createEndKeeper);
  const isAtEnd = useStore(keeper.isAtEnd);
  const newest = thread.messages.at(-1)?.seq ?? 0;
  const oldest = thread.messages[0]?.seq;
  useLayoutEffect(() => keeper.settle(oldest), [keeper, oldest, thread, outgoing]);
  useEffect(() => {
    if (isAtEnd && newest > 0) onRead(newest);
  }, [isAtEnd, newest, onRead]);

  const isEmpty = thread.isOpen && thread.messages.length === 0 && outgoing.length === 0;
  const typing = [...thread.typing.values()].map(({ name }) => name);
  return (
    <section
      class="message-scroller"
      ref={(element) => keeper.attach(element)}
      aria-label={words.title}
    >
      {thread.cursor !== null && (
        <button type="button" class="message-action message-older" onClick={onOlder}>
          {words.older}
        </button>
      )}
      {thread.paging === 'loading' && !thread.isOpen && <p class="message-hint">{words.loading}</p>}
      {thread.paging === 'failed' && (
        <p class="message-hint">
          {words.loadFailed}{' '}
          <button type="button" class="message-action" onClick={onOlder}>
            {words.tryAgain}
          </button>
        </p>
      )}
      {isEmpty && <p class="message-hint">{props.emptyText}</p>}
      <ol class="message-list" aria-live="polite">
        {thread.messages.map((message, index) => (
          <Fragment key={message.id}>
            {isFirstNew(thread, index) && (
              <li class="message-line">
                <span>{words.newSince}</span>
              </li>
            )}
            <MessageItem message={message} context={context} />
          </Fragment>
        ))}
        {outgoing.map((message) => (
          <OutgoingItem
            key={message.id}
            message={message}
            words={words}
            onRetry={() => props.onRetry(message.id)}
            onDiscard={() => props.onDiscard(message.id)}
          />
        ))}
      </ol>
      <output class="message-typing">{typing.length > 0 && words.typing(typing)}</output>
      {!isAtEnd && (
        <button
          type="button"
          class="message-to-end"
          onClick={() => keeper.goToEnd()}
          aria-label={words.newBelow}
        >
          <ArrowDown size={20} aria-hidden="true" />
        </button>
      )}
    </section>
  );
}

/** A line above the first message since the last visit; none where everything is new. */
function isFirstNew({ messages, readSeq, me }: ThreadState, index: number): boolean {
  const [message, before] = [messages[index], messages[index - 1]];
  if (message === undefined || before === undefined || readSeq === 0) return false;
  return message.seq > readSeq && before.seq <= readSeq && message.sender.id !== me;
}

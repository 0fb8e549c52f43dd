import type { Message } from '@picture-live/shared/protocol';
import { startOutbox, type Outbox } from '../../messages/outbox.ts';
import type { Talk } from './talk.ts';

/** One for each page: what is on its way goes on when the panel is closed. */
const outboxes = new WeakMap<Talk, Outbox>();

/** What this guest has written and the relay does not have yet; goes on sending from the first call. */
export function outboxOf(talk: Talk): Outbox {
  const { guest, sessionId, name } = talk;
  const known = outboxes.get(talk);
  if (known !== undefined) return known;
  const outbox = startOutbox({
    call: guest.callByName,
    sessionId,
    name: () => name.get() ?? undefined,
    onSent: (message) => tellAll(talk, message),
  });
  outboxes.set(talk, outbox);
  talk.listen({ take: () => undefined, hear: () => undefined, wake: outbox.wake });
  return outbox;
}

/** The reply may be here before the event; whoever hears both hears one message. */
function tellAll(talk: Talk, message: Message): void {
  talk.me.take(message.sender.id);
  talk.take([{ type: 'new_message', seq: message.seq, at: message.createdAt, message }]);
}

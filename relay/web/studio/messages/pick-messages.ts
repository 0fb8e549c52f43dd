import type { Message } from '@picture-live/shared/protocol';

export type Kind = 'all' | 'hidden' | 'announcements' | 'photos';

export interface Picked {
  kind: Kind;
  text: string;
}

export function isPicking({ kind, text }: Picked): boolean {
  return kind !== 'all' || text.trim() !== '';
}

/** Those somebody looks for: of a kind, with all the words in the text or in the name. */
export function pickMessages(messages: readonly Message[], { kind, text }: Picked): Message[] {
  const words = text.trim().toLowerCase().split(/\s+/);
  return messages.filter((message) => {
    const said = `${message.sender.name} ${message.text}`.toLowerCase();
    return isOf(message, kind) && words.every((word) => said.includes(word));
  });
}

function isOf({ hidden, announcement, photoId }: Message, kind: Kind): boolean {
  if (kind === 'hidden') return hidden === true;
  if (kind === 'announcements') return announcement === true;
  return kind === 'all' || photoId !== undefined;
}

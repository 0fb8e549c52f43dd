import { expect, test } from 'vitest';
import {
  missingIn,
  MOST_WAITING,
  nextOutbox,
  nextToSend,
  type OutboxFact,
  type Outgoing,
} from './outbox-state.ts';

const written = (id: string): OutboxFact => ({
  kind: 'written',
  message: { id, text: id, at: 1, state: 'waiting' } satisfies Outgoing,
});
const after = (...facts: OutboxFact[]) => facts.reduce(nextOutbox, []);

test('messages go one after the other, in the order they were written', () => {
  const two = after(written('a'), written('b'));
  expect(nextToSend(two)?.id).toBe('a');
  const sending = nextOutbox(two, { kind: 'sending', id: 'a' });
  expect(nextToSend(sending)).toBeNull();
  expect(nextToSend(nextOutbox(sending, { kind: 'sent', id: 'a' }))?.id).toBe('b');
});

test('without a network a message waits, keeps its id and its picture, and goes first', () => {
  const state = after(
    written('a'),
    written('b'),
    { kind: 'sending', id: 'a' },
    { kind: 'uploaded', id: 'a', imageId: 'image' },
    { kind: 'delayed', id: 'a' },
  );
  expect(nextToSend(state)).toMatchObject({ id: 'a', imageId: 'image' });
});

test('a message that is refused stays to be tried again or thrown away, and holds nobody up', () => {
  const refused = after(
    written('a'),
    written('b'),
    { kind: 'sending', id: 'a' },
    { kind: 'failed', id: 'a', failure: 'name_required' },
  );
  expect(nextToSend(refused)?.id).toBe('b');
  const again = nextOutbox(refused, { kind: 'retried', id: 'a' });
  expect(nextToSend(again)).toMatchObject({ id: 'a', failure: undefined });
  expect(nextOutbox(refused, { kind: 'discarded', id: 'a' }).map(({ id }) => id)).toEqual(['b']);
});

test('there is an end to what waits', () => {
  const many = Array.from({ length: MOST_WAITING + 5 }, (_, n) => written(`${n}`));
  expect(after(...many)).toHaveLength(MOST_WAITING);
});

test('a message whose event is here before the reply is not shown twice', () => {
  const state = after(written('a'), written('b'), { kind: 'sending', id: 'a' });
  expect(missingIn([{ id: 'of somebody else' }], state)).toEqual(state);
  expect(missingIn([{ id: 'a' }], state).map(({ id }) => id)).toEqual(['b']);
});

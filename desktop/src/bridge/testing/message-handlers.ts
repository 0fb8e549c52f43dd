import type { BridgeHandlers } from '../contract.ts';
import type { MESSAGE_CALLS } from '../message-calls.ts';

/** A session in which nobody writes, for tests that are about something else. */
export function quietMessageHandlers(): Pick<BridgeHandlers, keyof typeof MESSAGE_CALLS> {
  return {
    listMessages: async () => ({
      heard: true,
      messages: [],
      more: false,
      readSeq: 0,
      waiting: [],
    }),
    readMessages: async () => null,
    hideMessage: async () => null,
    announce: async () => ({ id: '019aa000-0000-7000-8000-000000000000' }),
    takeBackAnnouncement: async () => ({ text: null }),
  };
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeEvent, EngineStatus, ShotView } from '../bridge/contract.ts';
import { createPublisher } from './publisher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const status: EngineStatus = {
  session: { id: 's', title: 'Party', galleryUrl: 'http://127.0.0.1/g/party' },
  relay: { url: 'http://127.0.0.1', state: 'online', since: 0, message: null, viewers: null },
  hotFolders: [],
  counts: {
    seen: 0,
    arriving: 0,
    rendering: 0,
    held: 0,
    queued: 0,
    uploading: 0,
    live: 0,
    unpublished: 0,
    failed: 0,
  },
  latency: { published: null, painted: null },
  uplinkBytesPerSecond: 0,
  alerts: [],
  recipe: {
    name: 'Standard',
    thumb: { longEdge: 400, quality: 80 },
    grid: { longEdge: 1080, quality: 80 },
    full: { longEdge: 2560, quality: 80 },
    watermark: null,
    artist: null,
    copyright: null,
  },
};

const shot = (id: string): ShotView => ({
  id,
  name: `${id}.jpg`,
  path: `${id}.jpg`,
  hotFolderId: 'folder',
  state: 'live',
  reason: null,
  canRetry: false,
  revision: 1,
  hasPicture: true,
  width: 3,
  height: 2,
  bytes: 1,
  camera: null,
  capturedAt: null,
  seenAt: 0,
  timeline: { fileComplete: 0, rendered: 0, stored: 0, published: 0, painted: null },
  metadataProvenAt: 0,
  files: 1,
});

function listen() {
  const events: BridgeEvent[] = [];
  const publisher = createPublisher({ status: () => status, shot });
  publisher.subscribe((event) => events.push(event));
  return { publisher, events };
}

describe('what the UI is told', () => {
  it('comes once for many changes of the same shot', () => {
    const { publisher, events } = listen();
    for (let change = 0; change < 50; change += 1) publisher.changed(['a']);
    vi.advanceTimersByTime(250);
    expect(events.map(({ type }) => type)).toEqual(['shots', 'status']);
    expect(events[0]).toMatchObject({ shots: [{ id: 'a' }] });
  });

  it('says which ids are no shots any more, and does not describe them', () => {
    const { publisher, events } = listen();
    publisher.changed(['a', 'b']);
    publisher.changed([], ['a']);
    vi.advanceTimersByTime(250);
    expect(events).toMatchObject([
      { type: 'shots_removed', ids: ['a'] },
      { type: 'shots', shots: [{ id: 'b' }] },
      { type: 'status' },
    ]);
  });

  it('is nothing while nothing changes', () => {
    const { events } = listen();
    vi.advanceTimersByTime(60_000);
    expect(events).toEqual([]);
  });
});

import type { IncomingMessage } from 'node:http';
import net from 'node:net';
import { UploadReply } from '@picture-live/shared/protocol';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { logInAll, openScene } from '../matrix/scene.ts';
import type { Scene } from '../matrix/scene.ts';
import { raiseStage } from '../matrix/stage.ts';
import type { Stage } from '../matrix/stage.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { makePicture } from '../testing/pictures.ts';

/*
 * Requests that do not end, or are not the ones they announce, byte by byte over TCP.
 */

let stage: Stage;
let scene: Scene;
const open: net.Socket[] = [];
beforeAll(async () => {
  stage = await raiseStage({ uploadStallMs: 60_000 });
  scene = await openScene(stage, 'public', await logInAll(stage));
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});
afterAll(() => stage.stop());

/** Sends this and no more; resolves with what the relay says once it says something. */
function begin(text: string): { socket: net.Socket; said: Promise<string> } {
  const socket = net.connect(Number(new URL(stage.relay.url).port), '127.0.0.1');
  open.push(socket);
  socket.write(text);
  const said = new Promise<string>((resolve) => {
    let all = '';
    socket.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      if (/\r\n\r\n[^]+/.test(all)) resolve(all);
    });
    socket.on('error', () => resolve(all));
    socket.on('close', () => resolve(all));
  });
  return { socket, said };
}

const upload = (token: string | null, announced = 100_000): string =>
  [
    'POST /api/photos/upload HTTP/1.1',
    'host: relay',
    ...(token === null ? [] : [`authorization: Bearer ${token}`]),
    'content-type: multipart/form-data; boundary=B',
    `content-length: ${announced}`,
    '',
    '',
  ].join('\r\n');

const toSession = (id: string): string =>
  `--B\r\ncontent-disposition: form-data; name="sessionId"\r\n\r\n${id}\r\n` +
  '--B\r\ncontent-disposition: form-data; name="files"; filename="a.jpg"\r\n\r\nthe first bytes of a picture';

async function uploadOne(shade: number): Promise<string[]> {
  const { bytes } = await makePicture(shade, 60, 40);
  const form = formOf({ sessionId: scene.id }, [['a.jpg', bytes]]);
  const reply = await sendForm(`${stage.relay.url}/api/photos/upload`, scene.tokens.owner, form);
  const { outcomes } = UploadReply.parse(await reply.json());
  return outcomes.map((one) => (one.ok ? one.outcome : one.error.code));
}

test('uploads of nobody in particular that never end keep nobody out', async () => {
  const begun = new Set<unknown>();
  const { server } = stage.relay.relay.app;
  const note = ({ socket }: IncomingMessage): unknown => begun.add(socket);
  server.on('request', note);
  for (let n = 0; n < 20; n += 1) begin(upload(null));
  for (let n = 0; n < 20; n += 1) begin(`${upload(null)}--B\r\n`);
  await vi.waitFor(() => expect(begun.size).toBe(40), { timeout: 20_000 });
  server.off('request', note);
  expect(await uploadOne(0x10_10_10)).toEqual(['published']);
});

test('uploads of guests that never end leave room for members', async () => {
  const slow = Array.from({ length: 9 }, () =>
    begin(upload(scene.tokens.guest) + toSession(scene.id)),
  );
  // One of them is told to come later: the others have their places.
  expect(await Promise.race(slow.map(({ said }) => said))).toContain('unavailable');
  expect(await uploadOne(0x20_20_20)).toEqual(['published']);
});

const post = (headers: string[], body: string): string =>
  ['POST /api/auth/login HTTP/1.1', 'host: relay', ...headers, '', body].join('\r\n');
const json = 'content-type: application/json';

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['two lengths', post([json, 'content-length: 2', 'content-length: 3'], '{}'), 400],
  [
    'a length and chunks',
    post([json, 'content-length: 2', 'transfer-encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n'),
    400,
  ],
  ['chunks that are none', post([json, 'transfer-encoding: chunked'], 'zz\r\n{}\r\n'), 400],
  ['a negative length', post([json, 'content-length: -1'], '{}'), 400],
  ['a header that has no end', post([json, `x-long: ${'x'.repeat(20_000)}`], '{}'), 400],
  ['a thousand headers', post([json, ...Array<string>(1_000).fill('a: b')], '{}'), 400],
  ['a NUL in a header', post([json, 'x: a\0b'], '{}'), 400],
  ['a space before the colon', post([json, 'x : b'], '{}'), 400],
  ['an address with a space', 'GET /a b HTTP/1.1\r\nhost: relay\r\n\r\n', 400],
  ['an address of another machine', 'GET http://evil.example/x HTTP/1.1\r\nhost: r\r\n\r\n', 404],
  ['a path out of the root', 'GET /../../etc/passwd HTTP/1.1\r\nhost: relay\r\n\r\n', 404],
  ['a longer body than announced', post([json, 'content-length: 2'], '{}GARBAGE\r\n\r\n'), 400],
])('%s is answered in the one shape', async (_what, text, status) => {
  const said = await begin(text).said;
  expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(said).toContain('{"error":{"code":"');
});

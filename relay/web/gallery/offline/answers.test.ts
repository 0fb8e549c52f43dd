import { expect, test } from 'vitest';
import { answerTo, install, nameOf, SHELL, tidyUp, type Surroundings } from './answers.ts';

const ORIGIN = 'https://photos.example';
const BUILD = { version: 'b2', files: ['/assets/gallery-1.js', '/assets/gallery-1.css'] };

/** Caches in memory, and a network that can be away. */
function surroundings(network: 'there' | 'away' | 'silent' = 'there') {
  const kept = new Map<string, Set<string>>([['gallery b1', new Set(['/assets/gallery-0.js'])]]);
  const asked: string[] = [];
  const pathOf = (request: Request | string): string =>
    new URL(request instanceof Request ? request.url : request, ORIGIN).pathname;
  const around: Surroundings = {
    caches: {
      async open(name) {
        const files = kept.get(name) ?? new Set<string>();
        kept.set(name, files);
        return {
          async addAll(paths) {
            for (const path of paths) files.add(path);
          },
        };
      },
      keys: async () => [...kept.keys()],
      delete: async (name) => kept.delete(name),
      async match(request) {
        const path = pathOf(request);
        const isKept = [...kept.values()].some((files) => files.has(path));
        return isKept ? new Response(`kept ${path}`) : undefined;
      },
    },
    async fetch(request) {
      asked.push(pathOf(request));
      if (network === 'away') throw new TypeError('no network');
      if (network === 'silent') return new Promise<Response>(() => undefined);
      return new Response(`asked ${pathOf(request)}`);
    },
    pause: () => (network === 'silent' ? Promise.resolve() : new Promise<void>(() => undefined)),
    origin: ORIGIN,
  };
  return { around, asked, kept };
}

/** A page that is opened: no constructor makes a request of that mode. */
function navigation(path: string): Request {
  return Object.defineProperty(new Request(ORIGIN + path), 'mode', { value: 'navigate' });
}

async function textOf(answer: Promise<Response> | null): Promise<string> {
  return answer === null ? 'left to the browser' : (await answer).text();
}

test('pictures, what is said of them, and everything else that changes never come from it', async () => {
  const { around, kept } = surroundings('away');
  await install(around, BUILD);
  for (const path of ['/media/p/s/h.jpg', '/api/photos?sessionId=x', '/api/sessions/x/archive']) {
    expect(answerTo(new Request(ORIGIN + path), around)).toBeNull();
  }
  const stranger = new Request('https://elsewhere.example/assets/x.js');
  expect(answerTo(stranger, around)).toBeNull();
  const post = new Request(`${ORIGIN}/assets/x.js`, { method: 'POST' });
  expect(answerTo(post, around)).toBeNull();
  expect([...(kept.get(nameOf(BUILD)) ?? [])]).toEqual([SHELL, ...BUILD.files]);
});

test('a gallery is asked for as long as there is a network', async () => {
  const { around } = surroundings();
  await install(around, BUILD);
  expect(await textOf(answerTo(navigation('/g/party'), around))).toBe('asked /g/party');
});

test('without a network, or one that does not answer, a gallery opens and can say so', async () => {
  for (const network of ['away', 'silent'] as const) {
    const { around } = surroundings(network);
    await install(around, BUILD);
    expect(await textOf(answerTo(navigation('/g/party'), around))).toBe(`kept ${SHELL}`);
  }
});

test('the link of a photo opens its gallery then', async () => {
  const { around } = surroundings('away');
  await install(around, BUILD);
  const answer = await answerTo(navigation('/g/party/p/0199-abc'), around);
  expect(answer?.headers.get('location')).toBe(`${ORIGIN}/g/party#p=0199-abc`);
});

test('files of the build are not asked for again, others are', async () => {
  const { around, asked } = surroundings();
  await install(around, BUILD);
  const [script = ''] = BUILD.files;
  expect(await textOf(answerTo(new Request(ORIGIN + script), around))).toBe(`kept ${script}`);
  expect(await textOf(answerTo(new Request(`${ORIGIN}/assets/new.js`), around))).toBe(
    'asked /assets/new.js',
  );
  expect(asked).toEqual(['/assets/new.js']);
});

test('of earlier builds nothing stays', async () => {
  const { around, kept } = surroundings();
  await install(around, BUILD);
  kept.set('of another page', new Set());
  await tidyUp(around, BUILD);
  expect([...kept.keys()].toSorted()).toEqual([nameOf(BUILD), 'of another page']);
});

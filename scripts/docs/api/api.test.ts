import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { ERRORS } from '@picture-live/shared/errors';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logInAll, openScene } from '../../../relay/src/matrix/scene.ts';
import type { Kind, Scene } from '../../../relay/src/matrix/scene.ts';
import { raiseStage } from '../../../relay/src/matrix/stage.ts';
import type { Stage } from '../../../relay/src/matrix/stage.ts';
import { ROOT } from '../../setup/places.mjs';
import { exampleOf } from './call.ts';
import { HEARD_WHEN, SENT } from './events.ts';
import { Examples } from './example.ts';
import { ANYWHERE, KNOWN_CALLS, OF_EVENTS, OF_LAPTOPS } from './failures.ts';
import { OF_SESSIONS, failuresOf } from './failures.ts';
import { makePages } from './pages.ts';
import { anchorOf } from './places.ts';
import { Schemas } from './schemas.ts';
import { readInterface } from './source.ts';
import type { Call } from './source.ts';
import { tryExample } from './try-example.ts';

let calls: Call[];
let pages: Map<string, string>;
const schemas = new Schemas();
const examples = new Examples(schemas);

beforeAll(async () => {
  const described = await readInterface();
  ({ calls } = described);
  pages = await makePages(described);
});

describe('the reference of the interface', () => {
  test('is what the schemas say: otherwise run `npm run docs`', async () => {
    for (const [place, text] of pages) {
      expect(await readFile(path.join(ROOT, place), 'utf8'), place).toBe(text);
    }
    const written = await readdir(path.join(ROOT, 'docs/api'));
    const made = [...pages.keys()].filter((place) => place.startsWith('docs/api/'));
    expect(written.map((name) => `docs/api/${name}`).toSorted()).toEqual(made.toSorted());
  });

  test('has every call and every event once, and links that lead somewhere', () => {
    const headings = new Map([...pages].map(([place, text]) => [place, headingsOf(text)]));
    for (const [place, own] of headings) expect(new Set(own).size, place).toBe(own.length);
    const all = [...headings.values()].flat();
    for (const { name } of calls) expect(all).toContain(anchorOf(name));
    for (const [place, text] of pages) {
      for (const [, file = '', anchor = ''] of text.matchAll(/\]\(([\w./-]*)#([\w-]+)\)/g)) {
        const target = file === '' ? place : path.posix.join(path.posix.dirname(place), file);
        expect(headings.get(target), `${place}: ${file}#${anchor}`).toContain(anchor);
      }
    }
  });

  test('says of every call who may make it, and of every example what it is', () => {
    for (const text of pages.values()) {
      expect(text).not.toMatch(/undefined|\[object|NaN|(?:\||of) anything/);
    }
  });
});

describe('examples', () => {
  test('of calls are what the relay takes and answers', () => {
    for (const call of calls) {
      const { body, reply } = exampleOf(call, examples);
      const { schema } = call.route;
      if (body !== undefined) parse(schema.body, body, `${call.name}: body`);
      const good = Object.entries(z.record(z.string(), z.unknown()).parse(schema.response)).find(
        ([status]) => status.startsWith('2'),
      );
      if (reply !== undefined) parse(good?.[1], reply, `${call.name}: reply`);
    }
  });

  test('of events are what is sent and told', () => {
    for (const { payload } of Object.values(SENT)) {
      if (payload !== null) parse(schemas.zod(payload), examples.named(payload, 'sent'), payload);
    }
    for (const { payload } of Object.values(HEARD_WHEN)) {
      parse(schemas.zod(payload), examples.named(payload, 'answered'), payload);
    }
  });
});

describe('the calls', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await raiseStage();
  });
  afterAll(() => stage.stop());

  test('take every body of an example, and answer as they say', async () => {
    const logins = await logInAll(stage);
    const scenes = new Map<Kind, Promise<Scene>>();
    const sceneOf = (kind: Kind): Promise<Scene> => {
      const scene = scenes.get(kind) ?? openScene(stage, kind, logins);
      scenes.set(kind, scene);
      return scene;
    };
    const failed: string[] = [];
    for (const call of calls) {
      const { body } = exampleOf(call, examples);
      if (body === undefined) continue;
      const { status, reply } = await tryExample(stage, sceneOf, call.name, body);
      const replies = Object.keys(call.operation.responses);
      if (!replies.includes(String(status))) failed.push(`${call.name}: ${status} ${reply}`);
    }
    expect(failed).toEqual([]);
  });
});

describe('failures', () => {
  test('are told of calls that there are, and of no others', () => {
    const names = calls.map(({ name }) => name);
    for (const known of KNOWN_CALLS) expect(names).toContain(known);
  });

  test('are all told where they may come, if a relay has them at all', async () => {
    const source = await sourceOf(path.join(ROOT, 'relay/src'));
    const told = new Set<string>([
      ...ANYWHERE,
      ...OF_SESSIONS,
      ...Object.values(OF_EVENTS).flat(),
      ...calls.flatMap(({ name }) => failuresOf(name)),
    ]);
    for (const code of Object.keys(ERRORS)) {
      if (source.includes(`PictureLiveError('${code}'`)) expect(told, code).toContain(code);
      if (told.has(code)) expect(source, code).toContain(`'${code}'`);
      if (OF_LAPTOPS.has(code)) expect(source).not.toContain(`PictureLiveError('${code}'`);
    }
  });
});

function headingsOf(text: string): string[] {
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = '']) => anchorOf(heading));
}

function parse(schema: unknown, value: unknown, what: string): void {
  if (!(schema instanceof z.core.$ZodType)) throw new Error(`${what} has no schema.`);
  const parsed = z.safeParse(schema, value);
  expect(parsed.error?.issues, `${what}: ${JSON.stringify(value)}`).toBeUndefined();
}

async function sourceOf(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const own = files.filter((name) => /(?<!\.test)\.ts$/.test(name));
  const texts = await Promise.all(own.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.join('\n').replaceAll(/PictureLiveError\(\s+'/g, "PictureLiveError('");
}

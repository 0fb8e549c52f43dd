import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOTES } from '../docs/notes.ts';
import { OpenApi } from '../docs/document.ts';
import type { JsonSchema, Operation } from '../docs/document.ts';
import { collectRoutes } from '../testing/routes.ts';
import type { RegisteredRoute } from '../testing/routes.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

let relay: TestRelay;
let all: Map<string, RegisteredRoute>;
/** Those that do not hide. */
let routes: string[];
let document: OpenApi;
beforeAll(async () => {
  all = await collectRoutes(async () => {
    relay = await startTestRelay();
  });
  routes = [...all].filter(([, { schema }]) => !isHidden(schema)).map(([route]) => route);
  document = OpenApi.parse(await (await fetch(`${relay.url}/api/docs/json`)).json());
});
afterAll(() => relay.stop());

function operations(): [route: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      operation,
    ]),
  );
}

test('every call there is is described, and nothing else', () => {
  expect(
    operations()
      .map(([route]) => route)
      .toSorted(),
  ).toEqual(routes.toSorted());
  expect([...NOTES.keys()].toSorted()).toEqual(routes.toSorted());
});

test('only pages and pictures are for browsers alone, by addresses that they are given', () => {
  const hidden = [...all.values()].filter(({ schema }) => isHidden(schema));
  const paths = new Set(hidden.map(({ url }) => url).filter((url) => url.startsWith('/api')));
  expect(paths).toEqual(new Set(['/api/docs', '/api/docs/']));
});

test('every call says what it is, who may make it, and what it answers, good or bad', () => {
  const schemes = new Set(Object.keys(document.components.securitySchemes ?? {}));
  const tags = new Set(document.tags?.map(({ name }) => name));
  for (const [route, operation] of operations()) {
    const { tags: own = [], summary = '', security, responses } = operation;
    expect(
      own.filter((tag) => tags.has(tag)),
      route,
    ).toHaveLength(1);
    expect(summary.length, route).toBeGreaterThan(5);
    expect(security, route).toBeDefined();
    for (const name of security?.flatMap((way) => Object.keys(way)) ?? []) {
      expect(schemes, route).toContain(name);
    }
    const statuses = Object.keys(responses);
    expect(statuses.filter((status) => status.startsWith('2')).length, route).toBeGreaterThan(0);
    for (const range of ['4XX', '5XX']) {
      const schema = responses[range]?.content?.['application/json']?.schema;
      expect(schema, `${route} ${range}`).toEqual({ $ref: '#/components/schemas/ErrorBody' });
    }
  }
});

test('every body and every reply has a schema, and none of them is empty', () => {
  for (const [route, operation] of operations()) {
    for (const [status, reply] of Object.entries(operation.responses)) {
      const contents = Object.entries(reply.content ?? {});
      expect(contents.length > 0, `${route} ${status}`).toBe(status !== '204');
      for (const [type, { schema }] of contents) assertSaysSomething(schema, `${route} ${type}`);
    }
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
      assertSaysSomething(schema, route);
    }
    for (const { name, schema } of operation.parameters ?? []) {
      assertSaysSomething(schema, `${route} ${name}`);
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    assertSaysSomething(schema, name);
  }
});

test('whatever a schema refers to is there', () => {
  const text = JSON.stringify(document);
  const named = new Set(
    [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
  );
  expect(named.size).toBeGreaterThan(40);
  for (const name of named) expect(Object.keys(document.components.schemas)).toContain(name);
});

test('people read the same on a page that loads nothing and runs nothing', async () => {
  const reply = await fetch(`${relay.url}/api/docs`);
  expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = reply.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const page = await reply.text();
  expect(page).not.toMatch(/<script|<link|<img|src=|https?:\/\//);
  for (const [route] of operations()) {
    expect(page).toContain(`<code>${route.replaceAll(/:(\w+)/g, '{$1}')}</code>`);
  }
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  for (const id of new Set(targets)) expect(page).toContain(`id="${id}"`);
});

/** `{}` allows everything and says nothing. */
function assertSaysSomething(schema: JsonSchema, where: string): void {
  const keys = Object.keys(schema).filter((key) => key !== 'description');
  expect(keys.length, `${where}: ${JSON.stringify(schema)}`).toBeGreaterThan(0);
}

function isHidden(schema: object): boolean {
  return 'hide' in schema && schema.hide === true;
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresCluster } from '../../relay/src/testing/postgres/cluster.ts';
import { startTestRelay, type TestRelay } from '../../relay/src/testing/relay.ts';
import { ROOT } from '../setup/places.mjs';

const Dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })),
    }),
  ),
});
/** As Prometheus adds it to what it has scraped. */
const BY_PROMETHEUS = ['instance'];

let cluster: PostgresCluster;
let relay: TestRelay;
let metrics: string;
let panels: z.infer<typeof Dashboard>['panels'];
beforeAll(async () => {
  // As several relays run; on SQLite there is no pool of connections to tell of.
  cluster = await PostgresCluster.create();
  relay = await startTestRelay({ database: cluster.settings });
  await fetch(`${relay.url}/health`);
  metrics = await (await fetch(`${relay.url}/metrics`)).text();
  const file = path.join(ROOT, 'deploy/grafana-dashboard.json');
  ({ panels } = z.parse(Dashboard, JSON.parse(await readFile(file, 'utf8'))));
});
afterAll(async () => {
  await relay.stop();
  await cluster.remove();
});

/** Names of metrics with what a histogram makes of them. */
function known(): Set<string> {
  const types = [...metrics.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
    ),
  );
}

const expressions = () => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

test('every metric of the dashboard is one that a relay tells', () => {
  const named = expressions().flatMap(
    (expr) => expr.match(/\b(?:picture_live|process|nodejs)_\w+/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(20);
  const all = known();
  expect(named.filter((name) => !all.has(name))).toEqual([]);
});

test('everything that a relay tells is on it', () => {
  const text = expressions().join('\n');
  const families = [...metrics.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  expect(families.filter((name) => !text.includes(name))).toEqual([]);
});

test('labels in legends and sums are those of their metrics', async () => {
  const source = await readSources();
  for (const { title, targets } of panels) {
    for (const { expr, legendFormat } of targets) {
      const inLegend = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
      const summed = [...expr.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, names = '']) =>
        names.split(', '),
      );
      for (const name of [...inLegend, ...summed]) {
        if (name === 'le' || BY_PROMETHEUS.includes(name)) continue;
        expect(source, `${title}: ${name}`).toContain(`'${name}'`);
      }
    }
  }
});

async function readSources(): Promise<string> {
  const names = ['metrics', 'read-relay', 'traffic', 'watch-database', 'process'];
  const files = names.map((name) => path.join(ROOT, `relay/src/metrics/${name}.ts`));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

test('panels lie beside each other', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
});

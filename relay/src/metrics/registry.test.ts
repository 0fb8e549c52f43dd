import { expect, test } from 'vitest';
import { Counter, Gauge } from './counter.ts';
import { Histogram } from './histogram.ts';
import { Registry } from './registry.ts';

const silent = (): void => undefined;

test('numbers are written as Prometheus reads them', async () => {
  const registry = new Registry();
  const asked = registry.keep('asked_total', 'Questions.', new Counter(['what']));
  asked.add(['a "b"\\\n']);
  asked.add(['c'], 2.5);
  registry.keep('open', 'Doors.', new Gauge([]));
  const took = registry.keep('took_seconds', 'Time.', new Histogram(['way'], [0.1, 1]));
  for (const seconds of [0.1, 0.5, 7]) took.observe(['up'], seconds);
  expect(await registry.text(silent)).toBe(
    [
      '# HELP asked_total Questions.',
      '# TYPE asked_total counter',
      String.raw`asked_total{what="a \"b\"\\\n"} 1`,
      'asked_total{what="c"} 2.5',
      '# HELP open Doors.',
      '# TYPE open gauge',
      'open 0',
      '# HELP took_seconds Time.',
      '# TYPE took_seconds histogram',
      'took_seconds_bucket{way="up",le="0.1"} 1',
      'took_seconds_bucket{way="up",le="1"} 2',
      'took_seconds_bucket{way="up",le="+Inf"} 3',
      'took_seconds_sum{way="up"} 7.6',
      'took_seconds_count{way="up"} 3',
      '',
    ].join('\n'),
  );
});

test('what cannot be read at the moment is left out, and everything else is told', async () => {
  const registry = new Registry();
  const failures: unknown[] = [];
  registry.read({ name: 'rows', help: 'Rows.', type: 'gauge', labels: [] }, async () => {
    throw new Error('the database is away');
  });
  registry.read({ name: 'free', help: 'Room.', type: 'gauge', labels: [] }, () => [[[], 3]]);
  const text = await registry.text((error) => failures.push(error));
  expect(text).not.toMatch(/^rows /m);
  expect(text).toMatch(/^free 3$/m);
  expect(failures).toMatchObject([{ message: 'the database is away' }]);
});

test('what is held is let go of once', () => {
  const gauge = new Gauge([]);
  const release = gauge.hold([]);
  gauge.hold([]);
  release();
  release();
  expect([...gauge.samples()].map(({ value }) => value)).toEqual([1]);
});

test('labels that never end do not fill the memory', () => {
  const counter = new Counter(['route']);
  for (let n = 0; n < 5_000; n += 1) counter.add([`/${n}`]);
  expect([...counter.samples()].length).toBeLessThanOrEqual(2_000);
});

test('a name is given once', () => {
  const registry = new Registry();
  registry.keep('open', 'Doors.', new Gauge([]));
  expect(() => registry.keep('open', 'Windows.', new Gauge([]))).toThrow('open');
});

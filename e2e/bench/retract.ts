import { asDevice, newId, noisePicture } from '../harness/device.ts';
import { until } from '../harness/until.ts';
import { startScaled, whyNotScaled, type Scaled } from '../scaled/scaled.ts';
import { openViewers, socketIoHello, type Viewers } from './fan-out/viewers.ts';
import type { BenchOptions } from './options.ts';
import { atMost, ms, notRun, type Finding } from './report.ts';
import { median, percentile } from './statistics.ts';

const BUDGET = '≤ 1 s';

/** Milliseconds of one retraction. */
interface Retraction {
  /** Until the last open page had heard of it. */
  pages: number;
  /** Until the other relay and the cache of nginx had stopped showing the picture. */
  bytes: number;
}

/** Publishes at one relay, looks everywhere so that all caches hold it, and takes it back there. */
async function retractOnce(scaled: Scaled, viewers: Viewers): Promise<Retraction> {
  const [here, there] = scaled.instances;
  const device = asDevice(here.url, scaled.sessionId, scaled.deviceToken);
  const [thumb, grid] = [await noisePicture(90, 60, 1), await noisePicture(180, 120, 1)];
  for (const picture of [thumb, grid]) await device.upload(picture);
  const { photo } = await device.publish(newId(Date.now()), 1, thumb, grid);
  const { url } = photo.renditions.grid;
  const statuses = (): Promise<number[]> =>
    Promise.all(
      [there.url, scaled.origin, scaled.origin].map(async (origin) => {
        const reply = await fetch(new URL(url, origin));
        await reply.arrayBuffer();
        return reply.status;
      }),
    );
  await until('every cache to hold it', async () =>
    (await statuses()).every((status) => status === 200),
  );
  const takeBack = async (): Promise<number> => {
    const started = performance.now();
    await device.remove(photo.id);
    await until('no picture to be shown', async () =>
      (await statuses()).every((status) => status === 410),
    );
    return performance.now() - started;
  };
  let takingBack: Promise<number> = Promise.resolve(Number.NaN);
  const { last } = await viewers.round('["photo_removed"', async () => {
    takingBack = takeBack();
    await takingBack;
  });
  return { pages: last, bytes: await takingBack };
}

async function measure(scaled: Scaled, pages: number, rounds: number): Promise<Retraction[]> {
  const hellos = scaled.instances.map(({ url }) => socketIoHello(url, scaled.sessionId));
  const viewers = await openViewers(pages, hellos);
  try {
    const measured: Retraction[] = [];
    for (let round = 0; round < rounds; round += 1) {
      measured.push(await retractOnce(scaled, viewers));
    }
    return measured;
  } finally {
    viewers.close();
  }
}

function finding(what: string, values: number[]): Finding {
  const worst = Math.max(...values);
  return {
    bench: 'retract',
    what,
    figure: ms(worst),
    comparison: '',
    ratio: '',
    budget: BUDGET,
    verdict: atMost(worst, 1_000),
    note: `the slowest of ${values.length}; p50 ${ms(median(values))}, p95 ${ms(percentile(values, 0.95))}`,
  };
}

/** How soon a photo that is taken back at one of two relays is gone from everywhere. */
export async function retract({ short }: BenchOptions): Promise<Finding[]> {
  const pages = short ? 100 : 1_000;
  const what = 'taken back at one of two relays';
  const why = await whyNotScaled();
  if (why !== null) return [notRun('retract', what, BUDGET, why)];
  const scaled = await startScaled();
  try {
    const measured = await measure(scaled, pages, short ? 5 : 40);
    return [
      finding(
        `${what}: heard by ${pages.toLocaleString('en')} open pages`,
        measured.map((one) => one.pages),
      ),
      finding(
        `${what}: 410 from the other and from nginx`,
        measured.map((one) => one.bytes),
      ),
    ];
  } finally {
    await scaled.stop();
  }
}

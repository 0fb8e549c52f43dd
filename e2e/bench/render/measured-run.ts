import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';

/** What a process that developed photographs used for it. */
export const Usage = z.object({
  photos: z.int(),
  /** One after another. */
  cpuSeconds: z.number(),
  /** Several at once, on all cores. */
  secondsAtFullTilt: z.number(),
});
export type Usage = z.infer<typeof Usage>;

/**
 * The body of a measured process: develops every photograph of the folder in its first argument,
 * one after another for CPU time, then `atOnce` at a time for throughput, and prints a `Usage`.
 * Reading the files and the first, warming-up photograph are not counted.
 */
export async function measureDeveloping(
  develop: (source: Buffer) => Promise<unknown>,
  atOnce: number,
): Promise<void> {
  const folder = process.argv[2] ?? '';
  const names = (await readdir(folder)).toSorted();
  const sources = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  const [first] = sources;
  if (first === undefined) throw new Error(`There are no photographs in ${folder}.`);
  await develop(first);

  const before = process.cpuUsage();
  for (const source of sources) await develop(source);
  const cpu = process.cpuUsage(before);

  const started = performance.now();
  const queue = sources[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const source of queue) await develop(source);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const usage: Usage = {
    photos: sources.length,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    secondsAtFullTilt: (performance.now() - started) / 1000,
  };
  process.stdout.write(`${JSON.stringify(usage)}\n`);
}

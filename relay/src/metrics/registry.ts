import type { LabelValues, Sample } from './series.ts';

/** A number that is asked for when somebody looks, with the values of its labels. */
export type Reading<L extends readonly string[]> = readonly [LabelValues<L>, number];

interface Kept {
  type: 'counter' | 'gauge' | 'histogram';
  samples: () => Iterable<Sample> | Promise<Iterable<Sample>>;
}

interface Family extends Kept {
  name: string;
  help: string;
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The metrics of one relay, in Prometheus's text format. Own code instead of prom-client: its three
 * kinds of numbers are what we need of it, for 50 ms and 4.6 MB at every start; and its readings of
 * the process cannot be stopped.
 */
export class Registry {
  readonly #families = new Map<string, Family>();

  /** Keeps a counter, gauge or histogram under its name. */
  keep<T extends Kept>(name: string, help: string, kept: T): T {
    if (this.#families.has(name)) throw new Error(`There are two metrics of the name ${name}.`);
    const samples = (): Iterable<Sample> | Promise<Iterable<Sample>> => kept.samples();
    this.#families.set(name, { name, help, type: kept.type, samples });
    return kept;
  }

  /** Something that is only known by asking; when asking fails, it is left out of that reply. */
  read<const L extends readonly string[]>(
    { name, help, type, labels }: { name: string; help: string; type: Kept['type']; labels: L },
    ask: () => Iterable<Reading<L>> | Promise<Iterable<Reading<L>>>,
  ): void {
    const samples = async (): Promise<Sample[]> =>
      Array.from(await ask(), ([values, value]) => ({
        suffix: '',
        labels: labels.map((label, n) => [label, values[n] ?? ''] as const),
        value,
      }));
    this.keep(name, help, { type, samples });
  }

  /** Everything there is to tell. @param onFailure hears of what could not be read. */
  async text(onFailure: (error: unknown) => void): Promise<string> {
    const parts = await Promise.all(
      [...this.#families.values()].map((family) => textOf(family, onFailure)),
    );
    return parts.join('');
  }
}

async function textOf(
  { name, help, type, samples }: Family,
  onFailure: (error: unknown) => void,
): Promise<string> {
  const lines = [`# HELP ${name} ${escape(help)}`, `# TYPE ${name} ${type}`];
  try {
    for (const sample of await samples()) lines.push(lineOf(name, sample));
  } catch (error) {
    onFailure(error);
  }
  return `${lines.join('\n')}\n`;
}

function lineOf(name: string, { suffix, labels, value }: Sample): string {
  const pairs = labels.map(([label, text]) => `${label}="${escape(text).replaceAll('"', '\\"')}"`);
  const braces = pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
  return `${name}${suffix}${braces} ${value}`;
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

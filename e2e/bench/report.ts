import { writeFile } from 'node:fs/promises';
import { machine } from '../harness/machine.ts';

/** `within` and `over` are about the budget; `no budget` is a figure to know; `not run` says why. */
export type Verdict = 'within' | 'over' | 'no budget' | 'not run';

/** One line of the final table. */
export interface Finding {
  bench: string;
  /** What was measured, in words, and the figure with its unit. */
  what: string;
  figure: string;
  /** The peer or floor of the same run, in words with its figure; empty where there is none. */
  comparison: string;
  ratio: string;
  budget: string;
  verdict: Verdict;
  note?: string;
}

/** Judges a number against the most it may be. */
export function atMost(value: number, limit: number): Verdict {
  return value <= limit ? 'within' : 'over';
}

/** Judges a number against the least it may be. */
export function atLeast(value: number, limit: number): Verdict {
  return value >= limit ? 'within' : 'over';
}

export function notRun(bench: string, what: string, budget: string, why: string): Finding {
  return {
    bench,
    what,
    figure: '',
    comparison: '',
    ratio: '',
    budget,
    verdict: 'not run',
    note: why,
  };
}

export function ms(value: number): string {
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ms`;
}

export function times(value: number): string {
  return `${value.toFixed(2)} ×`;
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printFinding(finding: Finding): void {
  const parts = [finding.figure, finding.comparison && `against ${finding.comparison}`];
  const ratio = finding.ratio && `ratio ${finding.ratio}`;
  const budget = finding.budget && `budget ${finding.budget}`;
  const line = [...parts, ratio, budget].filter(Boolean).join(' · ');
  say(`${finding.bench} · ${finding.what}: ${line || '—'} → ${finding.verdict.toUpperCase()}`);
  if (finding.note !== undefined) say(`    ${finding.note}`);
}

const COLUMNS = ['bench', 'what', 'figure', 'comparison', 'ratio', 'budget', 'verdict'] as const;

export function printTable(findings: Finding[]): void {
  const rows = findings.map((finding) => COLUMNS.map((name): string => finding[name]));
  rows.unshift([...COLUMNS]);
  const widths = COLUMNS.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  say('');
  for (const row of rows) {
    say(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  }
  say(`\nMachine: ${machine()}`);
}

export async function writeJson(file: string, findings: Finding[]): Promise<void> {
  const report = { measuredAt: new Date().toISOString(), machine: machine(), findings };
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
}

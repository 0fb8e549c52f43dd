import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod/mini';
import { ROOT } from '../setup/places.mjs';

export interface Copy {
  /** Another stage, or null for the context. */
  from: string | null;
  sources: string[];
  target: string;
}

export interface Stage {
  name: string;
  base: string;
  copies: Copy[];
  runs: string[];
  env: Record<string, string>;
  user: string | null;
  command: string[];
  healthCheck: string[];
}

const Words = z.array(z.string());
const Variables = z.record(z.string(), z.string());

/** The stages of deploy/Dockerfile in their order; the last one is the image. */
export function readStages(): Stage[] {
  const text = readFileSync(path.join(ROOT, 'deploy/Dockerfile'), 'utf8');
  const whole = text.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  return whole.split(/^(?=FROM )/m).flatMap((part) => {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    return lines.length === 0 ? [] : [readStage(lines)];
  });
}

function readStage(lines: string[]): Stage {
  const told = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const [base = '', , name = ''] = told('FROM')[0]?.split(' ') ?? [];
  return {
    name,
    base,
    copies: told('COPY').map(readCopy),
    runs: told('RUN'),
    env: z.parse(Variables, parseEnv(told('ENV').join(' ').replaceAll(' ', '\n'))),
    user: told('USER').at(-1) ?? null,
    command: readWords(told('CMD').at(-1)),
    healthCheck: readWords(
      told('HEALTHCHECK')
        .at(-1)
        ?.replace(/^.*CMD /, ''),
    ),
  };
}

function readWords(line: string | undefined): string[] {
  return line === undefined ? [] : z.parse(Words, JSON.parse(line));
}

function readCopy(line: string): Copy {
  const words = line.split(/\s+/);
  const from = words[0]?.startsWith('--from=') === true ? words.shift() : undefined;
  const target = words.pop() ?? '';
  return { from: from?.slice('--from='.length) ?? null, sources: words, target };
}

/** Whether .dockerignore keeps a path (relative to the root) out of the context: the last line wins. */
export function readIgnored(): (place: string) => boolean {
  const lines = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const rules = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ pattern: line.replace(/^!/, ''), ignores: !line.startsWith('!') }));
  return (place) => {
    const matching = rules.filter(
      ({ pattern }) => path.matchesGlob(place, pattern) || path.matchesGlob(place, `${pattern}/**`),
    );
    return matching.at(-1)?.ignores ?? false;
  };
}

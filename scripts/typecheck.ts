import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from './setup/places.mjs';

/*
 * Type-checks every project that tsconfig.json lists, each with the globals and libraries of its
 * own environment (browser, Node, neither).
 */
const AT_ONCE = 2;

const Solution = z.object({ references: z.array(z.object({ path: z.string() })) });

function listProjects(): string[] {
  const text = readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8');
  return z.parse(Solution, JSON.parse(text)).references.map((reference) => reference.path);
}

/** Resolves to what the compiler said; empty where all is well. */
function typecheck(project: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const compiler = spawn(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', project, '--pretty', 'false'],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    compiler.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    compiler.once('error', reject);
    compiler.once('close', (code) =>
      resolve(
        code === 0 ? '' : said || `${project}: the compiler ended with ${code ?? 'a signal'}\n`,
      ),
    );
  });
}

const waiting = listProjects();

async function work(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const said = await typecheck(project);
    if (said === '') continue;
    process.stdout.write(said);
    process.exitCode = 1;
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));

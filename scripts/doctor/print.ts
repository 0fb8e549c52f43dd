import type { Finding } from './finding.ts';

const MARK = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const;
const COLOUR = { ok: 32, warn: 33, fail: 31 } as const;

/** The findings as lines for people; what to do stands under each that is not ok. */
export function printFindings(findings: readonly Finding[], colours: boolean): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, state, says, fix }) => {
    const mark = colours ? `\u001B[${COLOUR[state]}m${MARK[state]}\u001B[0m` : MARK[state];
    const line = `${mark}  ${name.padEnd(width)}  ${says}`;
    return fix === null ? [line] : [line, `${' '.repeat(width + 8)}→ ${fix}`];
  });
  return `${[...lines, '', summary(findings)].join('\n')}\n`;
}

function summary(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  const [failed, warned] = [count('fail'), count('warn')];
  if (failed > 0) return `${failed} to mend${warned > 0 ? `, ${warned} to look at` : ''}.`;
  return warned > 0 ? `It works; ${warned} to look at.` : 'All is well.';
}

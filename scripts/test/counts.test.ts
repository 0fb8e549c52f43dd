import { describe, expect, it } from 'vitest';
import { add, closingLine, countTests } from './counts.ts';

function report(...files: { status: string; tests: string[] }[]): string {
  return JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((result) => ({ status: result })),
    })),
  });
}

describe('the count of a test run', () => {
  it('counts every test once, and everything that did not run as skipped', () => {
    const json = report(
      { status: 'passed', tests: ['passed', 'passed', 'skipped', 'pending', 'todo'] },
      { status: 'failed', tests: ['passed', 'failed'] },
    );
    expect(countTests(json, 1)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const json = report({ status: 'passed', tests: ['passed'] }, { status: 'failed', tests: [] });
    expect(countTests(json, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a file whose tests were all left out as skipped', () => {
    expect(countTests(report({ status: 'passed', tests: [] }), 0).skipped).toBe(1);
  });

  it('does not lose a failure outside of all tests', () => {
    const json = report({ status: 'passed', tests: ['passed'] });
    expect(countTests(json, 1).failed).toBe(1);
    expect(countTests(null, 1).failed).toBe(1);
  });

  it('ends in the line that scripts look for', () => {
    const total = add({ passed: 2, failed: 0, skipped: 1 }, { passed: 3, failed: 1, skipped: 0 });
    expect(closingLine(total)).toBe('5 passed, 1 failed, 1 skipped');
  });
});

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { photograph } from '../harness/frames.ts';
import { freePort, occupyPort } from '../harness/ports.ts';
import { isAlive, signal } from '../harness/processes.ts';
import { runToEnd, startProduct, type Exit } from '../harness/product.ts';
import { temporaryFolder } from '../harness/project.ts';
import { viewRelay } from '../harness/relay-view.ts';
import { until } from '../harness/until.ts';

const HEADLESS = ['--headless', '--json', '--no-open', '--host', '127.0.0.1'];

async function scratch(): Promise<string> {
  const folder = await temporaryFolder('start');
  onTestFinished(() => folder.remove());
  return folder.path;
}

/** One clear sentence, on standard error, and nothing that looks ready. */
function expectOneSentence({ code, stdout, stderr }: Exit, about: RegExp): void {
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('{'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(about);
}

describe('a start that cannot work says why in one sentence', () => {
  it('when the port is taken', async () => {
    const home = path.join(await scratch(), 'home');
    const taken = await occupyPort();
    onTestFinished(() => taken.stop());
    const exit = await runToEnd([...HEADLESS, '--home', home, '--port', `${taken.port}`]);
    expectOneSentence(exit, new RegExp(`${taken.port}`));
  });

  it('when the data folder cannot be written', async () => {
    const file = path.join(await scratch(), 'home');
    await writeFile(file, 'a file, not a folder');
    const exit = await runToEnd([...HEADLESS, '--home', file, '--port', `${await freePort()}`]);
    expectOneSentence(exit, /home/);
  });

  it('when the hot folder is missing', async () => {
    const folder = await scratch();
    const missing = path.join(folder, 'not there');
    const args = [...HEADLESS, '--home', path.join(folder, 'home'), '--hot-folder', missing];
    const exit = await runToEnd([...args, '--port', `${await freePort()}`]);
    expectOneSentence(exit, /not there/);
    expect(existsSync(missing)).toBe(false);
  });

  it('when another one already works in the data folder', async () => {
    const product = await startProduct();
    onTestFinished(() => product.stop());
    const exit = await runToEnd([
      ...HEADLESS,
      '--home',
      product.home,
      '--port',
      `${await freePort()}`,
    ]);
    expectOneSentence(exit, /already/);
    expect((await viewRelay(product.ready.relay, product.ready.sessionId).health()).status).toBe(
      'ok',
    );
  });
});

describe('a running system', () => {
  it.each(['engine', 'relay'] as const)('starts a killed %s again and says so', async (part) => {
    const product = await startProduct();
    onTestFinished(() => product.stop());
    const before = product.ready.pids[part];
    expect(await product.pidOf(part)).toBe(before);
    const said = product.log().length;
    signal(before, 'SIGKILL');
    await until(`another ${part}`, async () => {
      const now = await product.pidOf(part);
      return now !== null && now !== before;
    });
    expect(product.log().slice(said)).toMatch(new RegExp(part, 'i'));
    const frame = await photograph(1);
    await writeFile(path.join(product.hotFolder, frame.name), frame.bytes);
    await viewRelay(product.ready.relay, product.ready.sessionId).waitForComplete(1);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('drains on %s and exits with 0', async (name) => {
    const product = await startProduct();
    onTestFinished(() => product.stop());
    const frame = await photograph(1);
    await writeFile(path.join(product.hotFolder, frame.name), frame.bytes);
    await viewRelay(product.ready.relay, product.ready.sessionId).waitForPhotos(1);
    const exit = await product.terminate(name);
    expect(exit.code).toBe(0);
    expect(isAlive(product.ready.pids.relay)).toBe(false);
    expect(isAlive(product.ready.pids.engine)).toBe(false);
  });

  it('prints exactly one line, and builds nothing again at the second start', async () => {
    const home = path.join(await scratch(), 'home');
    const first = await startProduct({ home });
    const frame = await photograph(1);
    await writeFile(path.join(first.hotFolder, frame.name), frame.bytes);
    await viewRelay(first.ready.relay, first.ready.sessionId).waitForComplete(1);
    expect(first.stdout().trim().split('\n')).toHaveLength(1);
    await first.stop();

    const second = await startProduct({ home });
    onTestFinished(() => second.stop());
    expect(second.log()).not.toContain('set-up:');
    expect(second.ready.sessionId).toBe(first.ready.sessionId);
    expect(new URL(second.ready.gallery).pathname).toBe(new URL(first.ready.gallery).pathname);
    expect(await viewRelay(second.ready.relay, second.ready.sessionId).photos()).toHaveLength(1);
  });
});

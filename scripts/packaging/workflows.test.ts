import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../setup/places.mjs';
import { writeChecksums } from './checksums.ts';
import { parseDist } from './options.ts';
import { SIGNING_VARIABLES } from './signing.ts';

const run = promisify(execFile);
const Words = z.record(z.string(), z.string());
const Step = z.object({
  uses: z.optional(z.string()),
  run: z.optional(z.string()),
  env: z.optional(Words),
  with: z.optional(z.record(z.string(), z.unknown())),
});
const Job = z.object({
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  needs: z.optional(z.string()),
  permissions: z.optional(Words),
  strategy: z.optional(
    z.object({
      matrix: z.object({
        os: z.optional(z.array(z.string())),
        include: z.optional(z.array(Words)),
      }),
    }),
  ),
  steps: z.array(Step),
});
const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: Words,
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  jobs: z.record(z.string(), Job),
});
const FOLDER = path.join(ROOT, '.github/workflows');
const PLATFORMS = { macos: 'darwin', windows: 'win32', ubuntu: 'linux' } as const;

async function read(name: string) {
  return z.parse(Workflow, parse(await readFile(path.join(FOLDER, name), 'utf8')));
}

async function readManifest() {
  const text = await readFile(path.join(ROOT, 'package.json'), 'utf8');
  return z.parse(z.object({ scripts: Words }), JSON.parse(text));
}

const systemsOf = (job: z.infer<typeof Job> | undefined): string[] => {
  const { os: names, include = [] } = job?.strategy?.matrix ?? {};
  return (names ?? include.map((row) => row['os'] ?? '')).map((name) => name.replace(/-.*$/, ''));
};

describe.each(['ci.yml', 'release.yml'])('%s', (name) => {
  test('it runs commands that there are, with tools of one maker', async () => {
    const { scripts } = await readManifest();
    const { jobs } = await read(name);
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const called = steps.flatMap((step) =>
      Array.from((step.run ?? '').matchAll(/npm (?:run )?([\w:]+)/g), ([, script = '']) => script),
    );
    expect(called.length).toBeGreaterThan(0);
    for (const script of called) expect(scripts).toHaveProperty(script);
    for (const { uses } of steps)
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  test('the tests run on macOS, Windows and Linux', async () => {
    const { jobs } = await read(name);
    expect(systemsOf(jobs['test'])).toEqual(['macos', 'windows', 'ubuntu']);
    expect(jobs['test']?.steps.at(-1)?.run).toBe('npm test');
  });

  test('it may only read, keeps no login beside the code, and ends at some time', async () => {
    const { on, permissions, concurrency, jobs } = await read(name);
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.keys(on)).not.toContain('pull_request_target');
    expect(concurrency.group).toContain('github.ref');
    for (const [title, job] of Object.entries(jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
      expect(job.permissions).toEqual(title === 'publish' ? { contents: 'write' } : undefined);
      const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
    }
  });

  test('what others have written never becomes a part of a command', async () => {
    const { jobs } = await read(name);
    for (const { run: command = '' } of Object.values(jobs).flatMap((job) => job.steps)) {
      const filledIn = Array.from(command.matchAll(/\$\{\{\s*(.+?)\s*\}\}/g), ([, what]) => what);
      for (const what of filledIn) expect(what).toMatch(/^matrix\./);
    }
  });
});

test('pull requests see no secret', async () => {
  expect(await readFile(path.join(FOLDER, 'ci.yml'), 'utf8')).not.toContain('secrets.');
});

describe('the release', () => {
  test('each system packages for itself, signed, what its installer needs', async () => {
    const { jobs } = await read('release.yml');
    const { strategy, needs, steps } = jobs['package'] ?? { steps: [] };
    expect(needs).toBe('test');
    const command = steps.find((step) => step.run?.includes('npm run dist'))?.run ?? '';
    const parsed = (strategy?.matrix.include ?? []).map((row) => {
      const words = command
        .replaceAll(/\$\{\{ matrix\.(\w+) \}\}/g, (_all, key: string) => row[key] ?? '')
        .replace('"$TAG"', 'v1.2.3')
        .split(' ')
        .slice(4);
      const platform = Object.entries(PLATFORMS).find(([name]) => row['os']?.startsWith(name))?.[1];
      return parseDist(words, { platform: platform ?? 'aix', arch: 'x64' });
    });
    const rest = { dir: false, signed: true, tag: 'v1.2.3' };
    expect(parsed).toEqual([
      { system: 'mac', processors: ['universal'], ...rest },
      { system: 'win', processors: ['x64', 'arm64'], ...rest },
      { system: 'linux', processors: ['x64', 'arm64'], ...rest },
    ]);
  });

  test('every variable that signs in it is explained in docs/releasing.md', async () => {
    const { jobs } = await read('release.yml');
    const guide = await readFile(path.join(ROOT, 'docs/releasing.md'), 'utf8');
    for (const name of SIGNING_VARIABLES) expect(guide).toContain(`\`${name}\``);
    const given = jobs['package']?.steps.flatMap((step) => Object.keys(step.env ?? {})) ?? [];
    const known = new Set([...SIGNING_VARIABLES, 'KEY', 'TAG']);
    for (const name of given) {
      if (!known.has(name)) expect(guide).toContain(`\`${name}\``);
    }
  });
});

// The step that publishes, as the build server runs it, with a `gh` that only notes what it is told.
describe.skipIf(process.platform === 'win32')('what is published', () => {
  const FILES = {
    mac: ['picture-live-1.2.3-mac-universal.dmg', 'latest-mac.yml'],
    win: ['picture-live-1.2.3-win-x64.exe', 'latest.yml'],
    linux: ['picture-live-1.2.3-linux-amd64.deb', 'latest-linux.yml'],
  };
  let folder: string;
  const at = (...places: string[]) => path.join(folder, ...places);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'publish-'));
    for (const [system, files] of Object.entries(FILES)) {
      await mkdir(at('packaged', system), { recursive: true });
      for (const file of files) await writeFile(at('packaged', system, file), file);
      await writeChecksums(at('packaged', system), files);
    }
    await mkdir(at('bin'));
    await writeFile(at('bin/gh'), '#!/bin/sh\nprintf "%s\\n" "$@" > told\n');
    await chmod(at('bin/gh'), 0o755);
    // What macOS calls otherwise.
    await writeFile(at('bin/sha256sum'), '#!/bin/sh\nshift; exec shasum -a 256 "$@"\n');
    if (process.platform === 'darwin') await chmod(at('bin/sha256sum'), 0o755);
    const changes = [
      '# Changelog',
      '## [1.2.3] - 2026-12-01',
      '- Faster.',
      '## [1.2.2]',
      '- Older.',
    ];
    await writeFile(at('CHANGELOG.md'), changes.join('\n\n'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function publish(tag: string) {
    const { jobs } = await read('release.yml');
    const script = jobs['publish']?.steps.at(-1)?.run ?? '';
    const PATH = `${at('bin')}:${process.env['PATH']}`;
    await run('bash', ['-c', script], { cwd: folder, env: { PATH, TAG: tag } });
    return (await readFile(at('told'), 'utf8')).trim().split('\n');
  }

  test('a draft with all files, one list of checksums, and what the changelog says', async () => {
    const told = await publish('v1.2.3');
    expect(told.slice(0, 9)).toEqual(
      'release,create,v1.2.3,--draft,--verify-tag,--latest,--title,Picture Live 1.2.3,--notes-file'.split(
        ',',
      ),
    );
    const names = [...Object.values(FILES).flat(), 'SHA256SUMS'].toSorted();
    expect((await readdir(at('release'))).toSorted()).toEqual(names);
    expect(told.slice(10).toSorted()).toEqual(names.map((name) => `release/${name}`));
    const sums = await readFile(at('release/SHA256SUMS'), 'utf8');
    expect(sums.trim().split('\n')).toHaveLength(names.length - 1);
    expect((await readFile(at('notes.md'), 'utf8')).trim()).toBe('- Faster.');
  });

  test('nothing, where a file is not what was packaged or the changelog is silent', async () => {
    await expect(publish('v9.9.9')).rejects.toThrow();
    await writeFile(at('packaged/win', FILES.win[0] ?? ''), 'other');
    await expect(publish('v1.2.3')).rejects.toThrow();
    expect(await readdir(folder)).not.toContain('told');
  });
});

import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { exitOf } from '../../harness/processes.ts';
import { PROJECT_ROOT, temporaryFolder } from '../../harness/project.ts';
import type { Fault, Outcome } from '../outcome.ts';
import { writeWalk } from './walk.ts';

const run = promisify(execFile);
/** The releases that the guide is about, the newer one first. */
const SUITES = ['trixie', 'bookworm'] as const;
type Suite = (typeof SUITES)[number];
/** Where the host keeps what it believes, for networks with certificates of their own. */
const CERTIFICATES = 'etc/ssl/certs/ca-certificates.crt';

/**
 * Walks docs/operating.md on each Debian that it is about, made a moment ago, its root blocks too:
 * from nothing to two relays behind nginx, loaded, backed up, lost and restored. Needs root,
 * debootstrap and a network; takes some minutes each, of which most are downloads.
 */
export const freshDebian: Fault = async ({ short }) => {
  const why = short ? 'It takes minutes; try it without --short.' : await whyNot();
  const outcomes: Outcome[] = [];
  for (const suite of SUITES) {
    const fault = `fresh Debian (${suite})`;
    if (why === null) outcomes.push({ fault, ...(await walkThrough(suite)) });
    else outcomes.push({ fault, story: '', problems: [], notRun: why });
  }
  return outcomes;
};

async function walkThrough(suite: Suite): Promise<Omit<Outcome, 'fault'>> {
  const scratch = await temporaryFolder('debian');
  const root = path.join(scratch.path, 'root');
  const log = path.join(scratch.path, 'log');
  try {
    await run('debootstrap', ['--include=ca-certificates', suite, root], { maxBuffer: 2 ** 26 });
    await prepare(root);
    if (suite === 'bookworm') await bringNode(root);
    const code = await walk(root, suite, log);
    const said = await readFile(log, 'utf8');
    const story = `the guide from its first block to a restored gallery, which is ${/^(\d+ photos)/m.exec(said)?.[1] ?? 'nothing'}`;
    const problems = code === 0 ? [] : [said.split('\n').slice(-40).join('\n')];
    return { story, problems };
  } finally {
    await scratch.remove();
  }
}

async function whyNot(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'It needs root, to make a Debian of its own.';
  for (const name of ['debootstrap', 'unshare', 'chroot', 'ip', 'git']) {
    const found = await run('sh', ['-c', `command -v ${name}`]).catch(() => null);
    if (found === null) return `${name} is not installed.`;
  }
  return null;
}

/** What this place adds to a fresh machine: its certificates, its names, and where we come from. */
async function prepare(root: string): Promise<void> {
  for (const file of [CERTIFICATES, 'etc/resolv.conf']) {
    await copyFile(path.join('/', file), path.join(root, file));
  }
  await writeFile(path.join(root, 'etc/hosts'), '127.0.0.1 localhost live.example.com\n');
  // Services are started by the guide and not by their packages, as nothing supervises them here.
  await program(root, 'usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n');
  const unit = await readFile(path.join(import.meta.dirname, 'unit.sh'), 'utf8');
  await program(root, 'usr/local/sbin/systemctl', unit);
  await mkdir(path.join(root, 'etc/sudoers.d'));
  const keep = 'Defaults env_keep += "NODE_EXTRA_CA_CERTS"\n';
  await writeFile(path.join(root, 'etc/sudoers.d/certificates'), keep, { mode: 0o440 });
  const bare = path.join(root, 'srv/picture-live.git');
  await run('git', ['clone', '--quiet', '--bare', PROJECT_ROOT, bare]);
  // Somebody else's folder, as a repository elsewhere would not be.
  await writeFile(path.join(root, 'etc/gitconfig'), '[safe]\n  directory = *\n');
}

/** What the guide takes from nodejs.org, where it cannot be had: this Node and its npm, in the same places. */
async function bringNode(root: string): Promise<void> {
  await copyFile(process.execPath, path.join(root, 'usr/local/bin/node'));
  const cli = process.env['npm_execpath'];
  if (cli === undefined) throw new Error('Start it by npm: its own npm is brought along.');
  const npm = path.join(root, 'usr/local/lib/node_modules/npm');
  await cp(path.dirname(path.dirname(cli)), npm, { recursive: true });
  for (const name of ['npm', 'npx']) {
    const target = `../lib/node_modules/npm/bin/${name}-cli.js`;
    await symlink(target, path.join(root, 'usr/local/bin', name));
  }
}

async function program(root: string, name: string, text: string): Promise<void> {
  await writeFile(path.join(root, name), text);
  await chmod(path.join(root, name), 0o755);
}

/** @returns the exit code; what was said is in the file `log`. */
async function walk(root: string, suite: Suite, log: string): Promise<number | null> {
  const bucket = path.join(root, 'srv/bucket');
  await mkdir(bucket);
  const { installing, rest } = await writeWalk(root, suite === 'bookworm' ? ['nodejs', 'npm'] : []);
  const chroot = `mount -t proc proc ${root}/proc && mount --rbind /dev ${root}/dev && env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 NODE_EXTRA_CA_CERTS=/${CERTIFICATES} chroot ${root} bash`;
  const begun = await inside([], `${chroot} ${installing}`, log);
  if (begun !== 0) return begun;
  const provider = path.join(import.meta.dirname, 'provider.ts');
  const start = `ip link set lo up && ${process.execPath} ${provider} ${bucket} ${root}/srv/endpoint`;
  return inside(
    ['--net'],
    `mount -t tmpfs tmpfs ${root}/run && { ${start} & } && while [ ! -s ${root}/srv/endpoint ]; do sleep 0.1; done && ${chroot} ${rest}`,
    log,
  );
}

/** In namespaces of its own: whatever it starts ends with it, and its ports are nobody else's. */
async function inside(more: string[], command: string, log: string): Promise<number | null> {
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child', ...more];
  const redirected = `exec >> ${log} 2>&1; ${command}`;
  const child = spawn('unshare', [...namespaces, 'bash', '-c', redirected], { stdio: 'ignore' });
  return exitOf(child);
}

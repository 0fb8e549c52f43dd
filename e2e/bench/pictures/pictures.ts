import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { portOf } from '../../harness/ports.ts';
import { cpuSecondsOf, pinToCore } from '../../harness/cpu.ts';
import { newId, noisePicture, type Picture } from '../../harness/device.ts';
import { temporaryFolder } from '../../harness/project.ts';
import type { BenchOptions } from '../options.ts';
import { startRelayAlone } from '../relay-alone.ts';
import { atLeast, notRun, times, type Finding } from '../report.ts';
import { load } from './load.ts';
import { nginxHere, startNginx } from './nginx.ts';

const CONNECTIONS = 64;
const FILE = 'thumb.jpg';
const BUDGET = '≥ 0.6 × nginx';

interface Peer {
  name: string;
  /** The budget is about nginx; any other peer is only a figure to know. */
  isNginx: boolean;
  rate: Rate;
}

interface Rate {
  perSecond: number;
  /** Requests per CPU second of the server; null where CPU time cannot be read. */
  perCpuSecond: number | null;
}

/** One core for the server, the others for the load. */
async function measure(url: URL, pid: number, seconds: number): Promise<Rate> {
  await pinToCore(pid, 0);
  await load(url, CONNECTIONS, 1);
  const before = await cpuSecondsOf(pid);
  const { requests, seconds: took } = await load(url, CONNECTIONS, seconds);
  const after = await cpuSecondsOf(pid);
  const cpu = before === null || after === null ? null : after - before;
  return {
    perSecond: requests / took,
    perCpuSecond: cpu === null ? null : requests / cpu,
  };
}

async function measureRelay(thumb: Picture, seconds: number): Promise<Rate> {
  const relay = await startRelayAlone();
  try {
    const grid = await noisePicture(1080, 720, 60_000);
    await relay.device.upload(thumb);
    await relay.device.upload(grid);
    const { photo } = await relay.device.publish(newId(Date.now()), 1, thumb, grid);
    const url = new URL(photo.renditions.thumb.url, relay.url);
    return await measure(url, relay.pid, seconds);
  } finally {
    await relay.stop();
  }
}

async function measureNginx(folder: string, seconds: number): Promise<Peer | null> {
  const found = await nginxHere();
  if (found === null) return null;
  const nginx = await startNginx(found.program, folder);
  try {
    const url = new URL(`http://127.0.0.1:${nginx.port}/${FILE}`);
    const rate = await measure(url, nginx.workerPid, seconds);
    return { name: `${found.version} sendfile`, isNginx: true, rate };
  } finally {
    await nginx.stop();
  }
}

async function measureBareNode(folder: string, seconds: number): Promise<Peer> {
  const server = fork(path.join(import.meta.dirname, 'buffer-server.ts'), [
    path.join(folder, FILE),
  ]);
  try {
    const port = await portOf(server);
    const rate = await measure(new URL(`http://127.0.0.1:${port}/`), server.pid ?? -1, seconds);
    return { name: 'bare node:http from one Buffer', isNginx: false, rate };
  } finally {
    server.kill();
  }
}

/** What sends the same bytes: nginx, if it is to be had, and the least that Node can do. */
async function measurePeers(thumb: Picture, seconds: number): Promise<Peer[]> {
  const folder = await temporaryFolder('pictures');
  try {
    await writeFile(path.join(folder.path, FILE), thumb.bytes);
    const nginx = await measureNginx(folder.path, seconds);
    const bare = await measureBareNode(folder.path, seconds);
    return nginx === null ? [bare] : [nginx, bare];
  } finally {
    await folder.remove();
  }
}

const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;

function compare(what: string, ours: number, peer: Peer, theirs: number): Finding {
  const ratio = ours / theirs;
  return {
    bench: 'pictures',
    what,
    figure: perSecond(ours),
    comparison: `${peer.name} ${perSecond(theirs)}`,
    ratio: times(ratio),
    budget: peer.isNginx ? BUDGET : '',
    verdict: peer.isNginx ? atLeast(ratio, 0.6) : 'no budget',
  };
}

/** How many small pictures one core of the relay serves, against nginx. */
export async function pictures({ short }: BenchOptions): Promise<Finding[]> {
  const seconds = short ? 2 : 6;
  const thumb = await noisePicture(400, 267, 40_000);
  const relay = await measureRelay(thumb, seconds);
  const peers = await measurePeers(thumb, seconds);
  const size = `${Math.round(thumb.bytes.length / 1000)} KB thumb`;
  const findings = peers.flatMap((peer) => {
    const both = [
      compare(`${size}, one core, requests`, relay.perSecond, peer, peer.rate.perSecond),
    ];
    const [ours, theirs] = [relay.perCpuSecond, peer.rate.perCpuSecond];
    if (ours === null || theirs === null) return both;
    const alone = `${size} per CPU second of the server (not limited by the load generator)`;
    return [...both, compare(alone, ours, peer, theirs)];
  });
  if (peers.some(({ isNginx }) => isNginx)) return findings;
  return [...findings, notRun('pictures', size, BUDGET, 'There is no nginx to compare with.')];
}

import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { portOf } from '../../harness/ports.ts';
import { cpuSecondsOf, pinToCore } from '../../harness/cpu.ts';
import { newId, noisePicture, type Picture } from '../../harness/device.ts';
import { temporaryFolder } from '../../harness/project.ts';
import type { BenchOptions } from '../options.ts';
import { startRelayAlone } from '../relay-alone.ts';
import { atLeast, times, type Finding, type Verdict } from '../report.ts';
import { load } from './load.ts';
import { nginxHere, startNginx } from './nginx.ts';

const CONNECTIONS = 64;

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

async function measurePeer(thumb: Picture, seconds: number): Promise<Peer> {
  const folder = await temporaryFolder('pictures');
  try {
    const file = path.join(folder.path, 'thumb.jpg');
    await writeFile(file, thumb.bytes);
    const found = await nginxHere();
    if (found !== null) {
      const { program, version } = found;
      const nginx = await startNginx(program, folder.path);
      const url = new URL(`http://127.0.0.1:${nginx.port}/thumb.jpg`);
      const rate = await measure(url, nginx.workerPid, seconds);
      await nginx.stop();
      return { name: `${version} sendfile`, isNginx: true, rate };
    }
    const server = fork(path.join(import.meta.dirname, 'buffer-server.ts'), [file]);
    const port = await portOf(server);
    const rate = await measure(new URL(`http://127.0.0.1:${port}/`), server.pid ?? -1, seconds);
    server.kill();
    return { name: 'bare node:http from one Buffer', isNginx: false, rate };
  } finally {
    await folder.remove();
  }
}

const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;

/** How many small pictures one core of the relay serves, against nginx. */
export async function pictures({ short }: BenchOptions): Promise<Finding[]> {
  const seconds = short ? 2 : 6;
  const thumb = await noisePicture(400, 267, 40_000);
  const relay = await measureRelay(thumb, seconds);
  const peer = await measurePeer(thumb, seconds);
  const ratio = relay.perSecond / peer.rate.perSecond;
  const judge = (value: number): Verdict => (peer.isNginx ? atLeast(value, 0.6) : 'no budget');
  const note = peer.isNginx ? {} : { note: 'nginx is not to be had, so the budget is not judged.' };
  const findings: Finding[] = [
    {
      bench: 'pictures',
      what: `${Math.round(thumb.bytes.length / 1000)} KB thumb, one core, requests`,
      figure: perSecond(relay.perSecond),
      comparison: `${peer.name} ${perSecond(peer.rate.perSecond)}`,
      ratio: times(ratio),
      budget: '≥ 0.6 × nginx',
      verdict: judge(ratio),
      ...note,
    },
  ];
  if (relay.perCpuSecond !== null && peer.rate.perCpuSecond !== null) {
    findings.push({
      bench: 'pictures',
      what: 'the same per CPU second of the server (not limited by the load generator)',
      figure: perSecond(relay.perCpuSecond),
      comparison: `${peer.name} ${perSecond(peer.rate.perCpuSecond)}`,
      ratio: times(relay.perCpuSecond / peer.rate.perCpuSecond),
      budget: '≥ 0.6 × nginx',
      verdict: judge(relay.perCpuSecond / peer.rate.perCpuSecond),
    });
  }
  return findings;
}

import { createHash } from 'node:crypto';
import {
  RENDITION_NAMES,
  type FeedEvent,
  type Photo,
  type Rendition,
} from '@picture-live/shared/protocol';
import sharp from 'sharp';
import type { RelayView } from './relay-view.ts';
import type { Tether } from './tether.ts';
import { until } from './until.ts';

/** How long a shoot may take to come out after whatever happened to it. */
const SETTLE_MS = 300_000;

/** Waits until all of a shoot is out; says what does not hold of it. */
export async function settleUp(
  relay: RelayView,
  tether: Tether,
  frames: number,
): Promise<string[]> {
  const problems: string[] = [];
  await relay.waitForComplete(frames, SETTLE_MS).catch((error: unknown) => {
    problems.push(error instanceof Error ? error.message : String(error));
  });
  problems.push(...(await problemsOf(relay, frames)));
  problems.push(...(await tetherProblems(tether, frames)));
  return problems;
}

/** What does not hold of a session that must show `frames` shots, each exactly once. */
export async function problemsOf(relay: RelayView, frames: number): Promise<string[]> {
  const [photos, feed] = await Promise.all([relay.photos(), relay.feed()]);
  const problems = [...countProblems(photos, frames), ...feedProblems(feed, photos)];
  for (const photo of photos) problems.push(...(await renditionProblems(relay, photo)));
  return problems;
}

/**
 * What does not hold of a laptop that has delivered `frames` shots and nothing else. It may still
 * be coming back from a kill, or have the relay's last answers still to write down.
 */
export async function tetherProblems(tether: Tether, frames: number): Promise<string[]> {
  const holds = async (): Promise<boolean> => {
    const { counts } = await tether.status();
    return counts.live === frames && counts.seen === frames;
  };
  const held = await until('the laptop to count every shot as live', holds).catch(() => false);
  if (held) return [];
  const { counts } = await tether.status();
  const behind = (await tether.shots()).filter((shot) => shot.state !== 'live');
  return [
    `the tether UI counts ${JSON.stringify(counts)}`,
    ...behind.map((shot) => `${shot.path} is ${shot.state}: ${shot.reason ?? 'no reason'}`),
  ];
}

function countProblems(photos: Photo[], frames: number): string[] {
  const problems: string[] = [];
  if (photos.length !== frames) problems.push(`${photos.length} of ${frames} frames are live`);
  const moments = new Set(photos.map((photo) => photo.capturedAt));
  // Every frame has a capture time of its own: two photos with one are the same frame twice.
  if (moments.size !== photos.length) {
    problems.push(`${photos.length - moments.size} frames are live twice`);
  }
  const incomplete = photos.filter((photo) => photo.renditions.full === undefined).length;
  if (incomplete > 0) problems.push(`${incomplete} photos are without their full rendition`);
  return problems;
}

/** The feed must count 1, 2, 3 …, and name each photo as new once. */
function feedProblems(feed: FeedEvent[], photos: Photo[]): string[] {
  const problems: string[] = [];
  const wrong = feed.findIndex((event, index) => event.seq !== index + 1);
  if (wrong >= 0) problems.push(`the feed has seq ${feed[wrong]?.seq} at place ${wrong + 1}`);
  const fresh = feed.flatMap((event) => (event.type === 'new_photo' ? [event.photo.id] : []));
  if (new Set(fresh).size !== fresh.length) problems.push('the feed announces a photo twice');
  const missing = photos.filter((photo) => !fresh.includes(photo.id)).length;
  if (missing > 0) problems.push(`the feed does not announce ${missing} photos`);
  return problems;
}

async function renditionProblems(relay: RelayView, photo: Photo): Promise<string[]> {
  const problems: string[] = [];
  for (const name of RENDITION_NAMES) {
    const rendition = photo.renditions[name];
    if (rendition === undefined) continue;
    const problem = await renditionProblem(relay, rendition);
    if (problem !== null) problems.push(`${name} of ${photo.id}: ${problem}`);
  }
  return problems;
}

async function renditionProblem(relay: RelayView, rendition: Rendition): Promise<string | null> {
  const { status, bytes } = await relay.rendition(rendition.url);
  if (status !== 200) return `answers ${status}`;
  if (bytes.length !== rendition.bytes) return `${bytes.length} bytes, not ${rendition.bytes}`;
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (!rendition.url.includes(hash)) return 'other bytes than its name says';
  // Decodes every pixel; libjpeg's warnings (a missing end, zeros in the data) count as torn.
  const image = sharp(bytes, { failOn: 'warning' });
  const { info } = await image.raw().toBuffer({ resolveWithObject: true });
  if (info.width !== rendition.width || info.height !== rendition.height) {
    return `${info.width} × ${info.height}, not ${rendition.width} × ${rendition.height}`;
  }
  const { exif, iptc, orientation } = await sharp(bytes).metadata();
  if (iptc !== undefined || orientation !== undefined) return 'carries metadata';
  if (exif !== undefined && exif.includes('GPS')) return 'carries a position';
  return null;
}

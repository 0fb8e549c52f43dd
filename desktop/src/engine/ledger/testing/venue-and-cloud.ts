import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { createLedger, type Ledger } from '../ledger.ts';
import type { Lane } from '../records.ts';
import { decideByPlace, developedShot } from './developed.ts';

/*
 * A ledger of a session whose photos may go to two destinations, and what happens to it. Each test
 * begins with `setUp` and ends with `tearDown`.
 */

export const VENUE = 'venue';
export const CLOUD = 'cloud';

export let ledger: Ledger;
let dataDir: string;
let folder: string;
let clock: number;

const open = () =>
  createLedger(dataDir, { sessionId: VENUE, newId: uuidv7, now: () => (clock += 1) });

export async function setUp(): Promise<void> {
  clock = 1_200;
  dataDir = await mkdtemp(path.join(tmpdir(), 'destinations-'));
  ledger = open();
  folder = ledger.files.hotFolderId('/shoot');
}

export async function tearDown(): Promise<void> {
  ledger.close();
  await rm(dataDir, { recursive: true });
}

/** As after the program was started again. */
export function reopen(): void {
  ledger.close();
  ledger = open();
}

export function arrive(file: string, content = file): string {
  const place = { hotFolderId: folder, path: file };
  ledger.files.seen(place, 1);
  return ledger.shots.enter(developedShot(place, content), decideByPlace).shotId;
}

export const due = (to: string, lane: Lane = 'first') => ledger.to(to).outbox.due(lane, 1e9, 99);
export const waiting = (to: string, lane?: Lane) => due(to, lane).map(({ shotId }) => shotId);

/** The relay publishes what it is to get first, `photoId` where it knew the content. */
export function publish(to: string, publishedAt: number, photoId?: string): void {
  const [job] = due(to);
  if (!job) throw new Error(`Nothing waits for ${to}.`);
  const at = { storedAt: publishedAt, publishedAt };
  ledger.to(to).outbox.published(job, at, photoId ?? job.photoId);
}

export function complete(to: string): void {
  for (const job of due(to, 'full')) ledger.to(to).outbox.completed(job);
}

export const told = (to: string) => ledger.to(to).wishes.due(1e9, 99);
export function tellAll(to: string): void {
  for (const job of told(to)) ledger.to(to).wishes.granted(job);
}

export const shot = (shotId: string) => ledger.views.shot(shotId);
export const placeOf = (shotId: string, to: string) =>
  shot(shotId)?.places?.find(({ destination }) => destination === to);

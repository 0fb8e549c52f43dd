import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './setup/places.mjs';

/*
 * "Who may import whom" of ARCHITECTURE.md, proven with the real linter and the real configuration:
 * one small file per sentence, in folders of the same names elsewhere.
 */

const REFUSED: readonly (readonly [folder: string, line: string])[] = [
  ['shared/src/protocol', `import { readFile } from 'node:fs/promises';`],
  ['shared/src/protocol', `import { readFile } from 'fs/promises';`],
  ['shared/src/errors', `import { app } from 'electron';`],
  ['shared/src/domain', `import { develop } from '../imaging/index.ts';`],
  ['shared/src/client', `import { lockFolder } from '@picture-live/shared/process';`],
  ['shared/src/client', `import { verifyBackup } from '@picture-live/shared/backup';`],
  ['shared/src/client', `import { buildApp } from '@picture-live/relay';`],
  ['shared/src/client', `import { buildApp } from '../../../relay/src/app.ts';`],
  ['shared/src/client', `import sharp from 'sharp';`],
  ['shared/src/domain', `export const place = window.location;`],
  ['shared/src/domain', `export const size = Buffer.alloc(1);`],
  ['shared/src/imaging', `import { startEngine } from '@picture-live/desktop';`],
  ['shared/src/process', `import { app } from 'electron';`],
  ['relay/src', `import { startEngine } from '@picture-live/desktop';`],
  ['relay/src/services', `import { startEngine } from '../../../desktop/src/engine/engine.ts';`],
  ['relay/src/routes', `import { sql } from 'kysely';`],
  ['relay/src/routes', `import type { Db } from '../db/database.ts';`],
  ['relay/src/routes', `import { listPhotos } from '../repositories/photos.ts';`],
  ['relay/src/routes/photos', `import { listPhotos } from '../../repositories/photos.ts';`],
  ['relay/src/realtime', `import { LocalDiskStore } from '../storage/local-disk-store.ts';`],
  ['relay/src/services', `import { photoRoutes } from '../routes/photos.ts';`],
  ['relay/src/services', `import { startSockets } from '../realtime/sockets.ts';`],
  ['relay/src/services', `import type { FastifyReply } from 'fastify';`],
  ['relay/src/repositories', `import { publish } from '../services/publish/publish.ts';`],
  ['relay/src/storage', `import { publish } from '../services/publish/publish.ts';`],
  ['relay/src/db', `import { photoRoutes } from '../routes/photos.ts';`],
  ['relay/web/gallery', `import path from 'node:path';`],
  ['relay/web/gallery', `import { buildApp } from '../../src/app.ts';`],
  ['relay/web/gallery', `import { develop } from '@picture-live/shared/imaging';`],
  ['desktop/src/engine', `import { buildApp } from '@picture-live/relay';`],
  ['desktop/src/engine', `import { app } from 'electron';`],
  ['desktop/src/engine', `import { startShell } from '../headless/shell.ts';`],
  ['desktop/src/headless', `import { app } from 'electron';`],
  ['desktop/src/electron', `import { buildApp } from '@picture-live/relay';`],
  ['desktop/src/engine/settle', `import { render } from '../render/render.ts';`],
  ['desktop/src/engine/settle/jpeg', `import { openSpool } from '../../render/spool.ts';`],
  ['desktop/src/engine/watch', `import { app } from 'electron';`],
  ['desktop/src/bridge', `import { App } from '../ui/app/app.tsx';`],
  ['desktop/src/ui/app', `import path from 'node:path';`],
  ['desktop/src/ui/app', `import { startEngine } from '../../engine/engine.ts';`],
  ['desktop/src/ui/app', `import { ipcRenderer } from 'electron';`],
  ['desktop/src/ui/app', `import { develop } from '@picture-live/shared/imaging';`],
];

const ALLOWED: typeof REFUSED = [
  ['shared/src/protocol', `import * as z from 'zod/mini';`],
  ['shared/src/client', `import { ERRORS } from '../errors/index.ts';`],
  ['shared/src/imaging', `import { readFile } from 'node:fs/promises';`],
  ['relay/src/routes', `import { publish } from '../services/publish/publish.ts';`],
  ['relay/src/services', `import { listPhotos } from '../repositories/photos.ts';`],
  ['relay/src/repositories', `import { sql } from 'kysely';`],
  ['desktop/src/electron', `import { app } from 'electron';`],
  ['desktop/src/engine/ingest', `import type { SettledFile } from '../settle/outcome.ts';`],
  ['desktop/src/engine/render', `import { openLedger } from '../ledger/open.ts';`],
  ['desktop/src/ui/app', `import { CALLS } from '../../bridge/contract.ts';`],
  ['desktop/src/ui/app', `import { Photo } from '@picture-live/shared/protocol';`],
];

const Findings = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

let folder: string;
let refused: Set<string>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'import-rules-'));
  await copyFile(path.join(ROOT, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  await writeCases('refused', REFUSED);
  await writeCases('allowed', ALLOWED);
  refused = await lint();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function fileOf(kind: string, place: string, index: number): string {
  return `${place}/${kind}-${index}.ts`;
}

async function writeCases(kind: string, cases: typeof REFUSED): Promise<void> {
  for (const [index, [place, line]] of cases.entries()) {
    await mkdir(path.join(folder, place), { recursive: true });
    await writeFile(path.join(folder, fileOf(kind, place, index)), `${line}\n`);
  }
}

/** The files that break an import rule. */
async function lint(): Promise<Set<string>> {
  const oxlint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const json = await new Promise<string>((resolve) => {
    // It ends with 1 where it finds something, as it must here.
    execFile(process.execPath, [oxlint, '-f', 'json', '.'], { cwd: folder }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  const { diagnostics } = z.parse(Findings, JSON.parse(json));
  const broken = diagnostics.filter(({ code }) => code.includes('no-restricted-'));
  return new Set(broken.map(({ filename }) => filename.split(path.sep).join('/')));
}

describe('the import rules', () => {
  it.each(REFUSED.map(([place, line], index) => ({ place, line, index })))(
    'refuse in $place: $line',
    ({ place, index }) => {
      expect(refused).toContain(fileOf('refused', place, index));
    },
  );

  it.each(ALLOWED.map(([place, line], index) => ({ place, line, index })))(
    'allow in $place: $line',
    ({ place, index }) => {
      expect(refused).not.toContain(fileOf('allowed', place, index));
    },
  );
});

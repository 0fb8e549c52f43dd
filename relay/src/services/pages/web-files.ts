import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { THOROUGH, compress } from '../../encoding/encoding.ts';
import type { Encoding } from '../../encoding/encoding.ts';

/** A file of the built pages, in every form it is sent in. */
export interface WebFile {
  type: string;
  etag: string;
  /** Its name holds a hash of its content: a browser never has to ask again. */
  immutable: boolean;
  content: Record<Encoding, Buffer>;
}

/** The built pages, held in memory: exactly these paths exist, no path of a request is looked up. */
export interface WebFiles {
  /** HTML of the gallery, with the place for its data. */
  gallery: string;
  /** The same of the wall; null where only the gallery was built. */
  wall: string | null;
  /** HTML of the studio; null where it was not built. */
  studio: string | null;
  /** By their path from the root, such as `/assets/gallery-3f2a.js`. */
  files: Map<string, WebFile>;
}

const GALLERY_ENTRY = 'gallery/index.html';
const WALL_ENTRY = 'wall/index.html';
const STUDIO_ENTRY = 'studio/index.html';

/** The gallery's page without a session, which its service worker keeps for when there is no network. */
const SHELL = '/g/shell.html';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Reads the folder that the build has made, or returns null where there is none. */
export async function loadWebFiles(webDir: string): Promise<WebFiles | null> {
  const gallery = await readIfThere(path.join(webDir, GALLERY_ENTRY));
  if (gallery === null) return null;
  const wall = await readIfThere(path.join(webDir, WALL_ENTRY));
  const studio = await readIfThere(path.join(webDir, STUDIO_ENTRY));
  const entries = await readdir(webDir, { recursive: true, withFileTypes: true });
  const servable = entries.filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES);
  const files = await Promise.all(
    servable.map(async (entry): Promise<[string, WebFile]> => {
      const file = path.join(entry.parentPath, entry.name);
      const urlPath = `/${path.relative(webDir, file).split(path.sep).join('/')}`;
      return [urlPath, await loadFile(file, urlPath)];
    }),
  );
  return {
    gallery: gallery.toString(),
    wall: wall?.toString() ?? null,
    studio: studio?.toString() ?? null,
    files: new Map([...files, [SHELL, await shellOf(gallery)]]),
  };
}

async function loadFile(file: string, urlPath: string): Promise<WebFile> {
  const identity = await readFile(file);
  return {
    type: TYPES[path.extname(file)] ?? 'application/octet-stream',
    etag: etagOf(identity),
    immutable: urlPath.startsWith('/assets/'),
    content: {
      identity,
      br: (await readIfThere(`${file}.br`)) ?? (await compress(identity, 'br', THOROUGH)),
      gzip: (await readIfThere(`${file}.gz`)) ?? (await compress(identity, 'gzip', THOROUGH)),
    },
  };
}

/** As it was built: its place for the data stays empty. */
async function shellOf(identity: Buffer): Promise<WebFile> {
  return {
    type: 'text/html; charset=utf-8',
    etag: etagOf(identity),
    immutable: false,
    content: {
      identity,
      br: await compress(identity, 'br', THOROUGH),
      gzip: await compress(identity, 'gzip', THOROUGH),
    },
  };
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

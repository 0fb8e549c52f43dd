import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeDurably } from '@picture-live/shared/process';
import * as z from 'zod/mini';
import type { ShellWindow } from './api.ts';
import type { Place } from './place.ts';

const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const Kept = z.object({ bounds: Bounds, maximized: z.boolean() });

/** Dragging a window moves it sixty times a second. */
const STILL_MS = 500;

/** Remembers where the window was, beside what Chromium keeps of it. */
export interface PlaceKeeper {
  /** Null: there is none, or nothing that can be read. */
  last(): Place | null;
  /** Keeps the place of this window until it is closed. */
  follow(window: ShellWindow): void;
  /** Resolves once what was seen last is on the disk. */
  settle(): Promise<void>;
}

/** @param onError told what could not be kept; the window works without. */
export function createPlaceKeeper(folder: string, onError: (error: unknown) => void): PlaceKeeper {
  const file = path.join(folder, 'place.json');
  let timer: NodeJS.Timeout | undefined;
  let last = read(file, onError);
  let isKept = true;
  let written: Promise<void> = Promise.resolve();

  function write(): Promise<void> {
    clearTimeout(timer);
    if (isKept) return written;
    isKept = true;
    const text = JSON.stringify(last);
    written = written.then(() => writeDurably(file, text)).catch(onError);
    return written;
  }

  return {
    last: () => last,
    follow(window) {
      const look = (): void => {
        last = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
        isKept = false;
        clearTimeout(timer);
        timer = setTimeout(() => void write(), STILL_MS);
      };
      window.on('resize', look);
      window.on('move', look);
      window.on('maximize', look);
      window.on('unmaximize', look);
      window.on('close', look);
      window.on('closed', () => void write());
    },
    settle: write,
  };
}

function read(file: string, onError: (error: unknown) => void): Place | null {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    if (isThere) onError(error);
    return null;
  }
}

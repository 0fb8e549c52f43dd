import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findElectron, thisMachine } from '@picture-live/desktop/electron';
import { isProgram } from '@picture-live/shared/process';
import { PROJECT_ROOT } from '../project.ts';

/** A virtual display for machines without one, or null. */
export const XVFB = findOnPath('Xvfb');

/** The Electron binary of this machine, or why the app cannot be tested in it. */
export function findBinary(): { binary: string } | { missing: string } {
  if (process.platform === 'win32') return { missing: 'this test needs a POSIX shell.' };
  const machine = thisMachine();
  const env = XVFB === null ? machine.env : { DISPLAY: ':0', ...machine.env };
  return findElectron({ ...machine, env });
}

function findOnPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = folders.map((folder) => path.join(folder, name)).find(isProgram);
  return found ?? null;
}

/**
 * A folder for ELECTRON_OVERRIDE_DIST_PATH whose program runs the real binary with one more
 * argument, so that tests can look into a window that the product itself opened.
 */
export function withDebugPort(folder: string, binary: string, port: number): string {
  putProgram(folder, `exec '${binary}' --remote-debugging-port=${port} "$@"`);
  symlinkSync(path.join(path.dirname(binary), 'chrome-sandbox'), sandboxIn(folder));
  return folder;
}

/**
 * The same with Node and the fake of Electron in place of the binary: everything of the product but
 * the window itself.
 */
export function withFakeElectron(folder: string): string {
  const fake = path.join(PROJECT_ROOT, 'desktop/src/electron/fake/register.ts');
  putProgram(
    folder,
    `for entry; do :; done\nexec '${process.execPath}' --import '${fake}' "$entry"`,
  );
  return folder;
}

function putProgram(folder: string, script: string): void {
  const file = path.join(
    folder,
    process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron',
  );
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

const sandboxIn = (folder: string): string => path.join(folder, 'chrome-sandbox');

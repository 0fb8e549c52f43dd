import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isProgram } from '@picture-live/shared/process';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'msedge',
];

const LOCATIONS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    process.env['PROGRAMFILES'],
    process.env['PROGRAMFILES(X86)'],
    process.env['LOCALAPPDATA'],
  ]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, 'Google/Chrome/Application/chrome.exe'),
      path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
  linux: ['/opt/google/chrome/chrome', '/snap/bin/chromium'],
};

const INSTALL_PATIENCE_MS = 10 * 60_000;

/**
 * The browser of the end-to-end tests, as `CHROME_PATH` for their environment. Without one, root
 * on Debian gets Debian's package; anybody else is told what is missing, and the journeys that need
 * a browser count as skipped.
 */
export async function browserEnvironment(): Promise<Record<string, string>> {
  const found = findBrowser() ?? (mayInstall() ? installChromium() : null);
  if (found !== null) return { CHROME_PATH: found };
  process.stderr.write(
    '\n!! No Chrome or Chromium on this computer: the tests in a real browser are SKIPPED.\n' +
      '!! Install one (Debian: apt-get install chromium) or name it in CHROME_PATH, then run npm test again.\n\n',
  );
  return {};
}

/** Path of an installed browser of the Chromium family, or null. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['CHROME_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...(LOCATIONS[process.platform] ?? [])].find(isProgram) ?? null;
}

/** Debian itself: Ubuntu's package of this name only points to a snap. */
function mayInstall(): boolean {
  return (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get') &&
    existsSync('/etc/os-release') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

function installChromium(): string | null {
  process.stderr.write('Installing Debian’s chromium for the tests in a real browser …\n');
  const done =
    aptGet('update') && aptGet('install', '--yes', '--no-install-recommends', 'chromium');
  return done ? findBrowser() : null;
}

function aptGet(...args: string[]): boolean {
  const patience = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
  const result = spawnSync('apt-get', ['--quiet', ...patience, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: INSTALL_PATIENCE_MS,
  });
  if (result.status === 0) return true;
  process.stderr.write(`${result.stdout}${result.stderr}apt-get ${args[0] ?? ''} failed.\n`);
  return false;
}

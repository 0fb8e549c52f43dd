/** A step of the set-up failed; the message is for the person at the terminal. */
export class SetupError extends Error {
  /**
   * @param {string} step
   * @param {string} advice what happened and what to do, in whole sentences
   * @param {string} [output] of the failing tool
   */
  constructor(step, advice, output = '') {
    super(`Set-up failed at "${step}". ${advice}`);
    this.name = 'SetupError';
    this.output = output;
  }
}

/** @typedef {readonly (readonly [sign: RegExp, advice: string])[]} Causes */

/**
 * What may stop any tool.
 *
 * @type {Causes}
 */
const ON_THIS_COMPUTER = [
  [/ENOSPC|no space left/i, 'The disk is full: free some space, then run the same command again.'],
  [/EDQUOT/, 'Your disk quota is used up: free some space, then run the same command again.'],
  [
    /EROFS|read-only file system/i,
    'The folder of the project is read-only: copy it to a disk that can be written to.',
  ],
  [
    /JavaScript heap out of memory|ENOMEM|Cannot allocate memory/i,
    'The computer ran out of memory: close other programs, then run the same command again.',
  ],
];

/**
 * What may stop an installation besides.
 *
 * @type {Causes}
 */
const WHILE_INSTALLING = [
  [
    /ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_(MISSING|CONFIG)/,
    'pnpm-lock.yaml does not fit the package.json files: run "npx pnpm@12.21.0 install" once and keep the new lock file.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL|UND_ERR|network|CERT_|SELF_SIGNED|unable to get (local )?issuer|\b(407|502|503|504)\b/i,
    'The package registry cannot be reached. The first start needs the internet once (later ones do not): check the connection and any proxy, then run the same command again.',
  ],
  [
    /spawn npx ENOENT|'npx' is not recognized/,
    'npx was not found. It comes with npm: install npm, then run the same command again.',
  ],
  [
    /ERR_PNPM_UNSUPPORTED_(PLATFORM|ENGINE)|EBADPLATFORM|Unsupported platform/i,
    'This computer is not supported: Picture Live runs on Linux (glibc), macOS and Windows, on x64 and arm64.',
  ],
];

/** @type {Causes} */
const PERMISSIONS = [
  [
    /EACCES|EPERM|permission denied/i,
    'A file or folder may not be written: check who owns the project folder (and the npm cache in your home folder), then run the same command again.',
  ],
];

/**
 * What to do about an installation that failed, in plain words.
 *
 * @param {string} output of the tool
 */
export function explainInstallation(output) {
  return adviceOn(output, [...ON_THIS_COMPUTER, ...WHILE_INSTALLING, ...PERMISSIONS]);
}

/**
 * What to do about a build that failed, in plain words.
 *
 * @param {string} output of the tool
 */
export function explainBuild(output) {
  return adviceOn(output, [...ON_THIS_COMPUTER, ...PERMISSIONS]);
}

/**
 * @param {string} output
 * @param {Causes} causes the first whose sign is there counts
 */
function adviceOn(output, causes) {
  const cause = causes.find(([sign]) => sign.test(output));
  return cause?.[1] ?? 'What the tool printed is above.';
}

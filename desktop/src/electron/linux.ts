import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Why no window can be shown; null: one can. */
export function missingDisplay(env: NodeJS.ProcessEnv): string | null {
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  if (isSet('DISPLAY') || isSet('WAYLAND_DISPLAY')) return null;
  return 'There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).';
}

/** Kernel settings, and the value with which each keeps ordinary programs from making a sandbox. */
const FORBIDDING: readonly (readonly [setting: string, value: string])[] = [
  ['kernel/unprivileged_userns_clone', '0'],
  ['kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['user/max_user_namespaces', '0'],
];

/**
 * Why Chromium cannot make its sandbox; null: it can. It needs user namespaces, which some
 * distributions keep from programs they do not know (Ubuntu since 23.10, older Debian), or else its
 * set-uid helper. Electron ends at once without either, and running without a sandbox is no answer.
 *
 * @see https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md
 */
export function missingSandbox(binary: string, sysctlFolder: string): string | null {
  const isForbidden = FORBIDDING.some(
    ([setting, value]) => readSetting(path.join(sysctlFolder, setting)) === value,
  );
  const helper = path.join(path.dirname(binary), 'chrome-sandbox');
  if (!isForbidden || isSetUidRoot(helper)) return null;
  return `This Linux keeps Electron from making its sandbox; "sudo chown root ${helper} && sudo chmod 4755 ${helper}" allows it.`;
}

/** Undefined where this kernel has no such setting. */
function readSetting(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function isSetUidRoot(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.uid === 0 && (found.mode & 0o4001) === 0o4001;
}

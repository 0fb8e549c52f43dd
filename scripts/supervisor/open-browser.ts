import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's default browser, where there is a screen to show it on.
 *
 * @param say one line for the person at the terminal, where it did not work
 */
export function openBrowser(url: string, say: (line: string) => void): void {
  const opener = openerFor(process.platform, process.env);
  if (opener === null) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, url], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  let said = false;
  const failed = () => {
    if (!said) say('The browser could not be opened; open the address of the tether UI yourself.');
    said = true;
  };
  child.once('error', failed);
  child.once('exit', (code) => {
    if (code !== 0) failed();
  });
  child.unref();
}

/** The system's own command for opening an address; null where there is no screen. */
export function openerFor(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): [string, ...string[]] | null {
  if (platform === 'darwin') return ['open'];
  // Not `start`: it is part of the shell, which would interpret the address.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const screen = env['WAYLAND_DISPLAY'] ?? env['DISPLAY'] ?? '';
  return screen === '' ? null : ['xdg-open'];
}

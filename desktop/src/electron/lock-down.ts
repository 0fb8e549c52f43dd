import type { ElectronApi, PreventableEvent, ShellContents, ShellSession } from './api.ts';
import { isOurs, PAGE_URL } from './app-protocol.ts';

/** Everything that leaves the machine or reads its files; only `app:` and the developer tools stay. */
const OUTSIDE = {
  urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'],
};

/**
 * Keeps every page in the app to what the tether UI needs: our one address, no other window, no
 * webview, no permission but to copy, no request to the network. The gallery opens in the person's browser.
 *
 * @param pages pages of these origins, and nothing else, may be opened outside the app.
 */
export function lockDown(electron: ElectronApi, pages: () => readonly string[]): void {
  const { app, session, shell } = electron;
  const openGallery = (url: string): void => {
    const isKnown = pages().some((page) => isSameSite(url, page));
    if (isKnown) shell.openExternal(url).catch(reportFailure);
  };
  app.on('web-contents-created', (_event, contents) => confine(contents, openGallery));
  closeSession(session.defaultSession);
}

function confine(contents: ShellContents, openOutside: (url: string) => void): void {
  const stay = (event: PreventableEvent & { readonly url: string }): void => {
    if (event.url.replace(/#.*$/, '') !== PAGE_URL) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

function closeSession(session: ShellSession): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(isAllowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isAllowed(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  // It would fetch its dictionaries from the network.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(OUTSIDE, (_details, decide) => decide({ cancel: true }));
}

/** Our page may put text on the clipboard (the gallery's link), and that is all that it asks for. */
function isAllowed(permission: string, askedBy: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOurs(askedBy);
}

function isSameSite(url: string, page: string): boolean {
  const asked = URL.parse(url);
  if (asked?.protocol !== 'http:' && asked?.protocol !== 'https:') return false;
  return asked.origin === URL.parse(page)?.origin;
}

function reportFailure(error: unknown): void {
  process.stderr.write(`The gallery could not be opened in the browser: ${String(error)}\n`);
}

import { isMediaPath, mediaResponse, type MediaHost } from '../bridge/media.ts';
import { textReply, type Reply } from '../bridge/reply.ts';
import { SECURITY_HEADERS } from '../bridge/security-headers.ts';
import { uiResponse, type UiFiles } from '../bridge/ui-files.ts';
import type { ElectronApi } from './api.ts';

const SCHEME = 'app';
const HOST = 'tether';

/** Origin of the page as Chromium writes it. */
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const PAGE_URL = `${APP_ORIGIN}/`;

/** Whether this is the address of something of ours, compared as Chromium reads it. */
export function isOurs(url: string): boolean {
  const { protocol, host } = URL.parse(url) ?? {};
  return protocol === `${SCHEME}:` && host === HOST;
}

export interface AppContent {
  ui: UiFiles;
  host: MediaHost;
}

/**
 * Makes `app:` a scheme like `https:`: with an origin of its own, so that the policy's 'self' and
 * the page's storage work, and secure. To be called before Electron is ready.
 */
export function registerAppScheme(protocol: ElectronApi['protocol']): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built UI and the pictures at APP_ORIGIN, every answer under the security policy. */
export function serveApp(protocol: ElectronApi['protocol'], content: AppContent): void {
  protocol.handle(SCHEME, async (request) => {
    const { status, headers, body } = await answer(content, request);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytesOf(body)), {
      status,
      headers: { ...SECURITY_HEADERS, ...headers },
    });
  });
}

async function answer({ ui, host }: AppContent, request: Request): Promise<Reply> {
  if (!isOurs(request.url)) return textReply(404, 'There is nothing here.');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return textReply(405, 'This can only be read.');
  }
  const { pathname } = new URL(request.url);
  try {
    if (isMediaPath(pathname)) return await mediaResponse(host, pathname);
    return uiResponse(ui, pathname);
  } catch (error) {
    process.stderr.write(`${pathname} failed: ${String(error)}\n`);
    return textReply(500, 'Something failed inside. Try again in a moment.');
  }
}

function bytesOf(body: Reply['body']): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

import type { IncomingMessage } from 'node:http';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { HttpBridge } from '../bridge/http.ts';
import { isMediaPath, mediaResponse, type MediaHost } from '../bridge/media.ts';
import { errorReply, textReply, type Reply } from '../bridge/reply.ts';
import { uiResponse, type UiFiles } from '../bridge/ui-files.ts';
import type { Access } from './access.ts';
import { signInPage } from './sign-in-page.ts';

/** What the tether server serves, and to whom. */
export interface Site {
  host: MediaHost;
  ui: UiFiles;
  access: Access;
  bridge: HttpBridge;
}

/** Answers one request that is not a WebSocket. */
export async function answer(site: Site, request: IncomingMessage): Promise<Reply> {
  const url = URL.parse(request.url ?? '/', 'http://tether');
  if (!url) return textReply(400, 'This is not an address.');
  const verdict = site.access.judge(request);
  if (verdict === 'foreign') return textReply(403, 'Only the tether page itself may ask here.');
  if (site.access.accepts(url.searchParams.get('token') ?? '')) return signedIn(site.access);
  const call = /^\/bridge\/([A-Za-z]+)$/.exec(url.pathname)?.[1];
  if (verdict === 'no_token') return refusal(request, call !== undefined);
  if (call !== undefined && request.method === 'POST') return site.bridge.call(call, request);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return textReply(405, 'This can only be read.');
  }
  if (isMediaPath(url.pathname)) return mediaResponse(site.host, url.pathname);
  return uiResponse(site.ui, url.pathname);
}

/** Keeps the token out of the address bar, the history and whatever the page links to. */
function signedIn(access: Access): Reply {
  return {
    status: 303,
    headers: { location: '/', 'set-cookie': access.cookie, 'cache-control': 'no-store' },
    body: '',
  };
}

function refusal(request: IncomingMessage, isCall: boolean): Reply {
  return isCall
    ? errorReply(new PictureLiveError('unauthorized'))
    : signInPage(request.headers['accept-language']);
}

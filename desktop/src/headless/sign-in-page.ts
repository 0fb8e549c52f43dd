import { createHash } from 'node:crypto';
import type { Reply } from '../bridge/reply.ts';
import { CONTENT_SECURITY_POLICY } from '../bridge/security-headers.ts';

const WORDS = {
  en: {
    title: 'This page needs its key',
    what: 'Only the person at this laptop may see the shoot, so the address needs the key at its end.',
    todo: [
      'Go to the window in which Picture Live was started.',
      'Open the tether address printed there; it ends in <code>?token=…</code>',
    ],
    lost: 'Not on the screen any more? Stop Picture Live with Ctrl-C and start it again. Nothing is lost, and the address is printed anew.',
    again: 'I have opened it before: try again',
  },
  'zh-CN': {
    title: '需要密钥才能打开此页面',
    what: '只有使用这台电脑的人才能查看拍摄内容，因此地址末尾必须带有密钥。',
    todo: [
      '回到启动 Picture Live 的窗口。',
      '打开其中显示的联机拍摄地址，它以 <code>?token=…</code> 结尾',
    ],
    lost: '已经看不到了？按 Ctrl-C 停止 Picture Live，再重新启动即可。照片不会丢失，地址会重新显示。',
    again: '我之前打开过：再试一次',
  },
} as const;

const STYLE = `
  :root { color-scheme: dark; font: 16px/1.5 system-ui, sans-serif; background: #161616; color: #e8e8e8 }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center }
  main { max-width: 34rem; margin: 24px; padding: 32px; background: #1f1f1f; border: 1px solid #333; border-radius: 10px }
  svg { display: block; color: #d9a441 }
  h1 { font-size: 1.375rem; line-height: 1.3; margin: 16px 0 8px }
  p { margin: 0 0 16px; color: #a6a6a6 }
  ol { margin: 0 0 16px; padding-left: 1.25rem }
  li { margin: 4px 0 }
  code { font: 0.9em ui-monospace, monospace; background: #2b2b2b; padding: 2px 6px; border-radius: 6px }
  a { color: #8ab4f8 }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const KEY_ICON =
  '<svg width="32" height="32" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="7.5" cy="15.5" r="5.5"/><path d="m11.4 11.6 9.1-9.1M15.5 7.5l3 3L22 7l-3-3"/></svg>';

/**
 * What a visitor without the token gets: why, and what to do. The link at its end is for a browser
 * that is signed in but came by a link on another site, with which it sends no strict cookie.
 *
 * @param languages the request's `Accept-Language`.
 */
export function signInPage(languages: string | undefined): Reply {
  const language = /^zh\b/i.test(languages ?? '') ? 'zh-CN' : 'en';
  const words = WORDS[language];
  const todo = words.todo.map((step) => `<li>${step}</li>`).join('');
  return {
    status: 401,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': CONTENT_SECURITY_POLICY.replace(
        "style-src 'self'",
        `style-src 'sha256-${STYLE_HASH}'`,
      ),
    },
    body: `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} · Picture Live</title><style>${STYLE}</style>
<main>${KEY_ICON}<h1>${words.title}</h1><p>${words.what}</p><ol>${todo}</ol>
<p>${words.lost}</p><a href="/">${words.again}</a></main></html>`,
  };
}

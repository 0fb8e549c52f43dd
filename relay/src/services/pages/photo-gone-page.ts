import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';
import { PAGE_STYLE } from './notice-page.ts';

const WORDS = {
  en: {
    gone: ['This photo has been taken back', 'Everything else is still in the gallery.'],
    unknown: [
      'This photo is not here',
      'The link may be incomplete. The gallery has all the others.',
    ],
    open: 'Open the gallery',
  },
  zh: {
    gone: ['这张照片已被撤回', '其他照片仍在相册中。'],
    unknown: ['找不到这张照片', '链接可能不完整，其他照片都在相册里。'],
    open: '打开相册',
  },
} as const;

const STYLE = `${PAGE_STYLE}
a{justify-self:center;display:grid;place-items:center;margin-top:16px;min-height:48px;padding:0 24px;border-radius:8px;background:var(--text);color:var(--ground);font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid var(--secondary);outline-offset:2px}`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** These pages may do nothing but lead to the gallery. */
export const PHOTO_GONE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * In place of a photo that its link does not lead to any more: why, and the way to the others.
 *
 * @param why `gone`: it was here once.
 */
export function renderPhotoGone(
  why: 'gone' | 'unknown',
  slug: string,
  acceptLanguage: string | undefined,
): string {
  const isChinese = /^zh\b/i.test(acceptLanguage ?? '');
  const words = WORDS[isChinese ? 'zh' : 'en'];
  const [title, text] = words[why];
  return `<!doctype html>
<html lang="${isChinese ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${text}</p><a href="/g/${escapeHtml(slug)}">${words.open}</a></body></html>
`;
}

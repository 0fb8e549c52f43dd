import { createHash } from 'node:crypto';
import { choosePageLanguage } from './words/page-words.ts';
import type { PageWords } from './words/page-words.ts';

/** The pages that are not a gallery: said in the guest's language, by a page that needs nothing else. */
export type Notice = keyof PageWords['notices'];

/** Of the pages that need nothing else. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#fafafa;--text:#1a1a1a;--secondary:#616161;--waiting:#e8e8e8;--line:#767676}
@media (prefers-color-scheme:dark){:root{--ground:#161616;--text:#e8e8e8;--secondary:#a2a2a2;--waiting:#2b2b2b;--line:#8a8a8a}}
*{margin:0;box-sizing:border-box}
body,main{display:grid;place-content:center;justify-items:center;gap:8px}
body{min-height:100vh;min-height:100svh;padding:24px 24px 72px;text-align:center;
background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',sans-serif}
svg{margin-bottom:20px;color:var(--secondary)}
svg>rect{fill:var(--waiting)}
h1{font-size:20px;font-weight:600;line-height:28px;text-wrap:balance}
p{max-width:36ch;color:var(--secondary);text-wrap:pretty}`;

/** The frames of a gallery that has nothing to show, as in an empty one. */
export const FRAMES = `<svg width="168" viewBox="0 0 120 84" aria-hidden="true"><rect x="2" y="2" width="56" height="38" rx="4"/><rect x="62" y="2" width="56" height="38" rx="4"/><rect x="2" y="44" width="30" height="38" rx="4"/><rect x="36" y="44" width="82" height="38" rx="4"/></svg>`;

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** These pages may do nothing but be looked at. */
export const NOTICE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** @param acceptLanguage of the request. */
export function renderNotice(notice: Notice, acceptLanguage: string | undefined): string {
  const { tag, words } = choosePageLanguage(acceptLanguage);
  const { title, text } = words.notices[notice];
  return `<!doctype html>
<html lang="${tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${PAGE_STYLE}</style></head>
<body><main>${FRAMES}<h1>${title}</h1><p>${text}</p></main></body></html>
`;
}

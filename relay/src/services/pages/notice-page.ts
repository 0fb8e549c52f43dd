import { createHash } from 'node:crypto';

/** The pages that are not a gallery: said in the guest's language, by a page that needs nothing else. */
const NOTICES = {
  unknownGallery: {
    en: ['This gallery is not here', 'Check the link, or scan the code again.'],
    zh: ['找不到这个相册', '请检查链接，或重新扫描二维码。'],
  },
  galleryEnded: {
    en: ['This gallery has ended', 'Ask whoever gave you the link.'],
    zh: ['这个相册已关闭', '请询问给您链接的人。'],
  },
  notBuilt: {
    en: [
      'The gallery page is not built yet',
      'Pictures are received all the same. Run “npm run build” on this machine and start again; “npm start” does both.',
    ],
    zh: [
      '相册页面尚未生成',
      '照片仍会正常接收。请在这台电脑上运行“npm run build”后重新启动；“npm start”会自动完成。',
    ],
  },
  home: {
    en: ['Picture Live', 'Open the link or scan the code you were given to see the pictures.'],
    zh: ['Picture Live', '请打开收到的链接或扫描二维码查看照片。'],
  },
  notFound: {
    en: ['There is nothing here', 'Open the link or scan the code you were given.'],
    zh: ['这里什么都没有', '请打开收到的链接或扫描二维码。'],
  },
} satisfies Record<string, Record<'en' | 'zh', [title: string, text: string]>>;

export type Notice = keyof typeof NOTICES;

/** Of the pages that need nothing else. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#fafafa;--text:#1a1a1a;--secondary:#616161}
@media (prefers-color-scheme:dark){:root{--ground:#161616;--text:#e8e8e8;--secondary:#9a9a9a}}
*{margin:0;box-sizing:border-box}
body{min-height:100svh;display:grid;place-content:center;gap:8px;padding:24px;text-align:center;
background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}
svg{justify-self:center;margin-bottom:12px;color:var(--secondary)}
h1{font-size:20px;font-weight:600}
p{max-width:36ch;color:var(--secondary)}`;

const FRAME = `<svg width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="3" y="3" width="18" height="18" rx="3"/><circle cx="9" cy="9" r="1.75"/><path d="m21 15-4.6-4.6a1.5 1.5 0 0 0-2.1 0L5 20"/></svg>`;

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** These pages may do nothing but be looked at. */
export const NOTICE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** @param acceptLanguage of the request. */
export function renderNotice(notice: Notice, acceptLanguage: string | undefined): string {
  const language = /^zh\b/i.test(acceptLanguage ?? '') ? 'zh' : 'en';
  const [title, text] = NOTICES[notice][language];
  const lang = language === 'zh' ? 'zh-Hans' : 'en';
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${PAGE_STYLE}</style></head>
<body>${FRAME}<h1>${title}</h1><p>${text}</p></body></html>
`;
}

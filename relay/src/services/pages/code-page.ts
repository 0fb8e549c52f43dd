import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';
import { PAGE_STYLE } from './notice-page.ts';

/** Why a code did not let in. */
export type CodeProblem = 'wrong' | 'too_fast';

const WORDS = {
  en: {
    title: 'This gallery opens with a code',
    text: 'You find it where you found the link.',
    label: 'Access code',
    open: 'Open',
    wrong: 'This code is not right. Try again.',
    too_fast: 'Too many tries from here. Wait a few seconds and try again.',
  },
  zh: {
    title: '打开此相册需要访问码',
    text: '访问码与链接在同一处。',
    label: '访问码',
    open: '打开',
    wrong: '访问码不正确，请重试。',
    too_fast: '尝试次数过多，请稍等几秒后重试。',
  },
};

/** 16 px at least: with smaller text in it, phones zoom into the page. */
export const FORM_STYLE = `${PAGE_STYLE}
form{display:grid;gap:12px;margin-top:16px;width:min(20rem,calc(100vw - 48px))}
label{text-align:start;color:var(--secondary);font-size:14px}
input,button{font:inherit;min-height:48px;border-radius:8px;padding:0 16px}
input{border:1px solid var(--secondary);background:transparent;color:inherit}
button{border:0;background:var(--text);color:var(--ground);font-weight:600}
input:focus-visible,button:focus-visible{outline:3px solid var(--secondary);outline-offset:2px}
[role=alert]{color:var(--text);text-align:start}`;

const styleHash = createHash('sha256').update(FORM_STYLE).digest('base64');

/** A form to this relay, and nothing else. */
export const CODE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/**
 * Asks for the access code of a session, without a script. Says nothing of the session: whoever
 * sees the page may have guessed the link.
 *
 * @param action where the form goes: a path of this relay, with its query.
 */
export function renderCodePage(
  action: string,
  problem: CodeProblem | null,
  acceptLanguage: string | undefined,
): string {
  const isChinese = /^zh\b/i.test(acceptLanguage ?? '');
  const words = WORDS[isChinese ? 'zh' : 'en'];
  const said = problem === null ? '' : `<p role="alert" id="problem">${words[problem]}</p>`;
  const marks = problem === null ? '' : ' aria-invalid="true" aria-describedby="problem"';
  return `<!doctype html>
<html lang="${isChinese ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${words.title}</title><style>${FORM_STYLE}</style></head>
<body><h1>${words.title}</h1><p>${words.text}</p>
<form method="post" action="${escapeHtml(action)}"><label for="code">${words.label}</label><input id="code" name="accessCode" required maxlength="200" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" autofocus${marks}>${said}<button>${words.open}</button></form></body></html>
`;
}

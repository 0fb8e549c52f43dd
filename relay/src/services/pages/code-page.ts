import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';
import { FRAMES, PAGE_STYLE } from './notice-page.ts';
import { choosePageLanguage } from './words/page-words.ts';

/** Why a code did not let in. */
export type CodeProblem = 'wrong' | 'too_fast';

/** 16 px at least: with smaller text in it, phones zoom into the page. */
export const FORM_STYLE = `${PAGE_STYLE}
form{display:grid;gap:8px;margin-top:16px;width:min(20rem,calc(100vw - 48px))}
label{text-align:start;font-size:14px;font-weight:600}
input,button{font:inherit;min-height:48px;border-radius:10px;padding:0 16px}
input{border:1px solid var(--line);background:transparent;color:inherit}
button{margin-top:8px;border:0;background:var(--text);color:var(--ground);font-weight:600;cursor:pointer}
input:focus-visible,button:focus-visible{outline:3px solid var(--text);outline-offset:2px}
input[aria-invalid]{border:2px solid var(--text)}
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
  const { tag, words: all } = choosePageLanguage(acceptLanguage);
  const words = all.code;
  const said = problem === null ? '' : `<p role="alert" id="problem">${words[problem]}</p>`;
  const marks = problem === null ? '' : ' aria-invalid="true" aria-describedby="problem"';
  return `<!doctype html>
<html lang="${tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${words.title}</title><style>${FORM_STYLE}</style></head>
<body><main>${FRAMES}<h1>${words.title}</h1><p>${words.text}</p>
<form method="post" action="${escapeHtml(action)}"><label for="code">${words.label}</label><input id="code" name="accessCode" required maxlength="200" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" autofocus${marks}>${said}<button>${words.open}</button></form></main></body></html>
`;
}

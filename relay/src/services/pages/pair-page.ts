import { createHash } from 'node:crypto';
import { assertNever } from '@picture-live/shared/errors';
import { FORM_STYLE } from './code-page.ts';
import { escapeHtml } from './escape-html.ts';
import { PAIR_WORDS } from './pair-words.ts';
import type { PairProblem } from './pair-words.ts';

/** What is asked: who one is, then which sessions the laptop is for, and then nothing more. */
export type PairStep =
  | { step: 'log_in'; code: string; email: string; problem: PairProblem | null }
  | {
      step: 'choose';
      code: string;
      /** Of the login that the first step made; it leaves with this form and nowhere else. */
      accessToken: string;
      sessions: { id: string; title: string }[];
      problem: PairProblem | null;
    }
  | { step: 'done'; name: string };

const STYLE = `${FORM_STYLE}
fieldset{border:0;padding:0;min-width:0;display:grid;gap:4px;text-align:start}
legend{padding:0;color:var(--secondary);font-size:14px;margin-bottom:8px}
.choice{display:flex;align-items:center;gap:12px;min-height:48px;color:var(--text);font-size:16px;overflow-wrap:anywhere}
.choice input{min-height:0;width:22px;height:22px;flex:none;accent-color:var(--text)}`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** Forms to this relay, and nothing else. */
export const PAIR_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/**
 * The page on which somebody enters the code of a laptop, without a script.
 *
 * @param acceptLanguage of the request.
 */
export function renderPairPage(step: PairStep, acceptLanguage: string | undefined): string {
  const isChinese = /^zh\b/i.test(acceptLanguage ?? '');
  const words = PAIR_WORDS[isChinese ? 'zh' : 'en'];
  const title = step.step === 'done' ? words.doneTitle : words.title;
  return `<!doctype html>
<html lang="${isChinese ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>${bodyOf(step, words)}</body></html>
`;
}

type Words = (typeof PAIR_WORDS)['en'];

function bodyOf(step: PairStep, words: Words): string {
  switch (step.step) {
    case 'log_in':
      return `<p>${words.warning}</p>
<form method="post" action="/pair">${codeField(step.code, words)}
<label for="email">${words.email}</label><input id="email" name="email" type="email" required maxlength="254" autocomplete="username" value="${escapeHtml(step.email)}">
<label for="password">${words.password}</label><input id="password" name="password" type="password" required maxlength="256" autocomplete="current-password">
${said(step.problem, words)}<button>${words.next}</button></form>`;
    case 'choose':
      return step.sessions.length === 0
        ? `<p>${words.none}</p>`
        : `<form method="post" action="/pair/confirm"><input type="hidden" name="accessToken" value="${escapeHtml(step.accessToken)}">
${codeField(step.code, words)}
<fieldset><legend>${words.choose}</legend>${step.sessions.map((session) => choice(session, step.sessions.length === 1)).join('')}</fieldset>
${said(step.problem, words)}<button>${words.pair}</button></form>`;
    case 'done':
      return `<p>${escapeHtml(words.done(step.name))}</p>`;
    default:
      return assertNever(step);
  }
}

function codeField(code: string, words: Words): string {
  return `<label for="code">${words.code}</label><input id="code" name="code" required maxlength="40" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" value="${escapeHtml(code)}">`;
}

function choice({ id, title }: { id: string; title: string }, isOnly: boolean): string {
  return `<label class="choice"><input type="checkbox" name="sessionId" value="${id}"${isOnly ? ' checked' : ''}>${escapeHtml(title)}</label>`;
}

function said(problem: PairProblem | null, words: Words): string {
  return problem === null ? '' : `<p role="alert">${words.problems[problem]}</p>`;
}

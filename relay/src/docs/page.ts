import { createHash } from 'node:crypto';
import { ERRORS } from '@picture-live/shared/errors';
import type { OpenApi, Operation } from './document.ts';
import { anchorOf, escapeHtml, schemaHtml } from './html.ts';

/*
 * The description of the interface for people: HTML and nothing else. Swagger's own page would be
 * megabytes of script that want `unsafe-inline`, for trying out calls with somebody's token.
 */

const STYLE = `
:root{color-scheme:light dark;--ground:#fafafa;--card:#fff;--line:#dcdcdc;--text:#1a1a1a;--secondary:#616161;--accent:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ground:#161616;--card:#1f1f1f;--line:#3a3a3a;--text:#e8e8e8;--secondary:#a8a8a8;--accent:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:24px 16px 96px;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif}
h1{font-size:28px}h2{margin-top:48px;font-size:20px}h3{margin:16px 0 4px;font-size:14px;color:var(--secondary)}
a{color:var(--accent)}nav{display:flex;flex-wrap:wrap;gap:4px 16px}
p{color:var(--secondary)}
details{margin:8px 0;border:1px solid var(--line);border-radius:8px;background:var(--card)}
summary{padding:12px 16px;cursor:pointer;overflow-wrap:anywhere}
summary:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:8px}
details>div{padding:0 16px 16px}
code{font:14px/1.5 ui-monospace,monospace}
summary code{font-weight:600}
pre{margin:4px 0;padding:12px;overflow-x:auto;border-radius:8px;background:var(--ground)}
table{border-collapse:collapse;width:100%}
td,th{padding:4px 12px 4px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** The page may do nothing but be looked at. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The whole page; it needs nothing else. */
export function renderPage(document: OpenApi): string {
  const { info, tags = [] } = document;
  const title = `${escapeHtml(info.title)} ${escapeHtml(info.version)}`;
  const groups = tags.map(({ name, description }) => {
    const calls = callsOf(document, name).join('\n');
    return `<section id="${name}"><h2>${name}</h2><p>${escapeHtml(description)}</p>${calls}</section>`;
  });
  const links = [...tags.map(({ name }) => name), 'Errors', 'Schemas'].map(
    (name) => `<a href="#${name}">${name}</a>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>JSON over HTTP. For programs: <a href="/api/docs/json">OpenAPI ${escapeHtml(document.openapi)}</a>. With meanings, failures and examples, and the events of the socket: <code>docs/api.md</code> and <code>docs/events.md</code> of the project.</p><nav aria-label="Groups">${links.join('')}</nav>
<main>${groups.join('\n')}
${errorTable()}
${schemaList(document)}</main></body></html>
`;
}

function callsOf({ paths }: OpenApi, tag: string): string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, operation]) => operation.tags?.includes(tag) === true)
      .map(([method, operation]) => callHtml(method, path, operation)),
  );
}

function callHtml(method: string, path: string, operation: Operation): string {
  const { summary = '', parameters = [], requestBody, responses } = operation;
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required === true ? ', required' : ''}</td><td>${schemaHtml(schema)}</td></tr>`,
  );
  const asked = rows.length === 0 ? '' : `<h3>Parameters</h3><table>${rows.join('')}</table>`;
  const body = requestBody === undefined ? '' : contentHtml('Body', requestBody.content);
  const replies = Object.entries(responses)
    .filter(([status]) => !status.endsWith('XX'))
    .map(([status, reply]) => contentHtml(`${status}: ${reply.description}`, reply.content ?? {}));
  return `<details><summary><code>${method.toUpperCase()} ${escapeHtml(path)}</code> ${escapeHtml(summary)}</summary><div><h3>Who</h3>${whoHtml(operation)}${asked}${body}${replies.join('')}<h3>Failures</h3><p>In <a href="#Errors">the one shape</a>.</p></div></details>`;
}

/** In the words of a reader: one of several ways. */
function whoHtml({ security = [] }: Operation): string {
  const ways = security.map((way) => Object.keys(way).join(' and '));
  if (ways.length === 0) return '<p>Anybody.</p>';
  return `<p>${ways.map((way) => (way === '' ? 'nothing, where that is enough' : `<code>${way}</code>`)).join(', or ')}</p>`;
}

function contentHtml(title: string, content: Record<string, { schema: unknown }>): string {
  const parts = Object.entries(content).map(
    ([type, { schema }]) => `<p><code>${escapeHtml(type)}</code></p>${schemaHtml(schema)}`,
  );
  return `<h3>${title}</h3>${parts.join('')}`;
}

function errorTable(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, retry, message }]) =>
      `<tr><td><code>${code}</code></td><td>${status}</td><td>${retry ? 'later' : ''}</td><td>${escapeHtml(message)}</td></tr>`,
  );
  return `<section id="Errors"><h2>Errors</h2><p>Every failure is <code>{"error":{"code","message","details"}}</code>.</p><table><tr><th>Code</th><th>Status</th><th>Again</th><th>Meaning</th></tr>${rows.join('')}</table></section>`;
}

function schemaList({ components }: OpenApi): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="${anchorOf(name)}"><summary><code>${name}</code></summary><div>${schemaHtml(schema)}</div></details>`,
  );
  return `<section id="Schemas"><h2>Schemas</h2>${schemas.join('\n')}</section>`;
}

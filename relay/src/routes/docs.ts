import * as z from 'zod/mini';
import { describe } from '../docs/describe.ts';
import { OpenApi } from '../docs/document.ts';
import { PAGE_POLICY, renderPage } from '../docs/page.ts';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';

/** What it says changes with the relay only. */
const CACHING = 'public, max-age=300';

/**
 * The description of this interface: for programs (OpenAPI) and, made of that, for people. Nothing
 * of it is worked out before somebody asks.
 */
export function docsRoutes(app: App): void {
  let document: OpenApi | undefined;
  const read = (): OpenApi => (document ??= describe(app.swagger()));
  let page: string | undefined;

  app.get('/api/docs/json', { schema: { response: { 200: OpenApi, ...errorReplies } } }, async () =>
    read(),
  );

  for (const path of ['/api/docs', '/api/docs/']) {
    app.get(
      path,
      { schema: { hide: true, response: { 200: z.string(), ...errorReplies } } },
      async (_request, reply) => {
        page ??= renderPage(read());
        return reply
          .headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': CACHING })
          .type('text/html; charset=utf-8')
          .send(page);
      },
    );
  }
}

import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';

const OpenApi = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });

/** The description of this interface that programs read (OpenAPI). */
export function docsRoutes(app: App): void {
  app.get('/api/docs/json', { schema: { response: { 200: OpenApi, ...errorReplies } } }, async () =>
    OpenApi.parse(app.swagger()),
  );
}

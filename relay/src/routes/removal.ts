import { Id, RemovalProgress } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import type { RemovalService } from '../services/removal/removal.ts';

/** How far a photo is gone; for a scope that reads who asks. */
export function removalRoutes(app: App, removal: RemovalService): void {
  app.get(
    '/api/photos/:id/removal',
    {
      schema: {
        params: z.object({ id: Id }),
        response: { 200: RemovalProgress, ...errorReplies },
      },
    },
    async ({ actor, params }) => removal.read(actor, params.id),
  );
}

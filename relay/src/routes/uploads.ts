import { Id, UploadOutcome, UploadReply } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { leaveBodiesRaw } from '../http/raw-body.ts';
import type { UploadService } from '../services/uploads/uploads.ts';

const FORM = { consumes: ['multipart/form-data'] };

/** Photos from a browser; for a scope that reads who asks. */
export function uploadRoutes(app: App, uploads: UploadService): void {
  app.register(async (raw: App) => {
    leaveBodiesRaw(raw);
    raw.post(
      '/api/photos/upload',
      { schema: { ...FORM, response: { 200: UploadReply, ...errorReplies } } },
      async ({ actor, headers, raw: body }) => uploads.upload(actor, { headers, body }),
    );

    raw.put(
      '/api/photos/:id/content',
      {
        schema: {
          ...FORM,
          params: z.object({ id: Id }),
          response: { 200: UploadOutcome, ...errorReplies },
        },
      },
      async ({ actor, headers, params, raw: body }) => {
        const done = await uploads.replace(actor, params.id, { headers, body });
        return { name: params.id, ok: true as const, ...done };
      },
    );
  });
}

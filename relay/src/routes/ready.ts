import { Ready } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import type { ReadinessService } from '../services/readiness/readiness.ts';

/** For whoever distributes requests over instances. */
export function readyRoutes(app: App, readiness: ReadinessService): void {
  app.get('/ready', { schema: { response: { 200: Ready, ...errorReplies } } }, async () =>
    readiness.read(),
  );
}

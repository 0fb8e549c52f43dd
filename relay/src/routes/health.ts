import { Health } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import type { HealthService } from '../services/health.ts';

/** @param viewers open pages of guests. */
export function healthRoutes(app: App, health: HealthService, viewers: () => number): void {
  app.get('/health', { schema: { response: { 200: Health, ...errorReplies } } }, async () =>
    health.read(viewers()),
  );
}

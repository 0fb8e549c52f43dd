import { Health } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { readHealth } from '../services/health.ts';
import type { HealthDeps } from '../services/health.ts';

export function healthRoutes(app: App, deps: HealthDeps, viewers: () => number): void {
  app.get(
    '/health',
    { schema: { response: { 200: Health, ...errorReplies } } },
    async (): Promise<Health> => readHealth(deps, viewers()),
  );
}

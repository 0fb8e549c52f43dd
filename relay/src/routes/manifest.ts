import type { App } from '../http/app-type.ts';
import type { AccessService } from '../services/access/authorize.ts';
import { manifestOf } from '../services/pages/manifest.ts';
import { viewSession } from '../services/session-view.ts';

interface ManifestRoute {
  Params: { slug: string };
}

/** How a gallery is installed, for whoever may see it; for a scope that reads who asks. */
export function manifestRoutes(app: App, access: AccessService): void {
  app.get<ManifestRoute>(
    '/g/:slug/manifest.webmanifest',
    { schema: { hide: true } },
    async (request, reply) => {
      const { session } = await access.authorize(request.actor, 'view', request.params.slug);
      return reply
        .type('application/manifest+json; charset=utf-8')
        .send(JSON.stringify(manifestOf(viewSession(session))));
    },
  );
}

import type { Body, Needs, Note } from './notes.ts';
import { NOTES, TAGS } from './notes.ts';
import { OpenApi } from './document.ts';
import type { JsonSchema, Operation } from './document.ts';
import { referencedSchemas } from './referenced.ts';

/** How one shows who one is. */
export const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a login, or the token of a guest.',
  },
  device: { type: 'http', scheme: 'bearer', description: 'The token of a paired laptop.' },
  guestCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'guest-{sessionId}',
    description: 'The token of a guest, as the gallery’s own page keeps it.',
  },
  metricsToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'METRICS_TOKEN; on the relay’s own machine none is needed.',
  },
} as const;

type Scheme = keyof typeof SECURITY_SCHEMES;

/** Each list is one way of several. */
const SECURITY: Record<Needs, readonly (readonly Scheme[])[]> = {
  nothing: [],
  link: [[], ['bearer'], ['guestCookie'], ['device']],
  name: [['bearer'], ['guestCookie']],
  login: [['bearer']],
  device: [['device']],
  metrics: [[], ['metricsToken']],
};

const BINARY = { type: 'string', format: 'binary' };
const FILE = { files: { ...BINARY } };
const FILES = { files: { type: 'array', items: BINARY } };
const SESSION = { sessionId: { type: 'string' } };

const BODIES: Record<Body, { type: string; schema: JsonSchema }> = {
  photos: form({ ...SESSION, uploadId: { type: 'string' }, ...FILES }, ['sessionId', 'files']),
  photo: form(FILE, ['files']),
  images: form({ ...SESSION, ...FILES }, ['sessionId', 'files']),
  image: form({ ...SESSION, ...FILE }, ['sessionId', 'files']),
  bytes: { type: 'application/octet-stream', schema: BINARY },
};

function form(properties: JsonSchema, required: string[]): { type: string; schema: JsonSchema } {
  return { type: 'multipart/form-data', schema: { type: 'object', properties, required } };
}

const MEANINGS: Record<string, string> = {
  '200': 'Done.',
  '201': 'Made.',
  '204': 'Done; there is nothing to say.',
  '4XX': 'It cannot be done like this: `error.code` says why.',
  '5XX': 'The relay cannot do it at the moment.',
};

/**
 * Adds to the collected routes what their schemas do not say: groups, summaries, who may call,
 * bodies and replies that are no JSON.
 */
export function describe(collected: unknown): OpenApi {
  const document = OpenApi.parse(collected);
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const note = NOTES.get(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
      if (note !== undefined) annotate(operation, note);
      for (const [status, reply] of Object.entries(operation.responses)) {
        reply.description = MEANINGS[status] ?? reply.description;
        if (status === '204') delete reply.content;
        // `produces` speaks of the good reply only.
        if (status.endsWith('XX')) reply.content = asJson(reply.content);
      }
    }
  }
  const tags = Object.entries(TAGS).map(([name, description]) => ({ name, description }));
  const schemas = referencedSchemas(document);
  const components = { ...document.components, schemas, securitySchemes: SECURITY_SCHEMES };
  return { ...document, tags, components };
}

function annotate(operation: Operation, { tag, summary, needs, body }: Note): void {
  operation.tags = [tag];
  operation.summary = summary;
  operation.security = SECURITY[needs].map((schemes) =>
    Object.fromEntries(schemes.map((scheme) => [scheme, []])),
  );
  if (body !== undefined) {
    const { type, schema } = BODIES[body];
    operation.requestBody = { required: true, content: { [type]: { schema } } };
  }
  for (const [status, reply] of Object.entries(operation.responses)) {
    if (!status.startsWith('2')) continue;
    for (const [type, content] of Object.entries(reply.content ?? {})) {
      if (isFile(type)) content.schema = { ...BINARY };
    }
  }
}

function isFile(type: string): boolean {
  return type === 'application/zip' || type === 'text/csv' || type.startsWith('image/');
}

function asJson(content: Operation['responses'][string]['content'] = {}): typeof content {
  const [only] = Object.values(content);
  return only === undefined ? {} : { 'application/json': only };
}

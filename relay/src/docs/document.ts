import * as z from 'zod/mini';

/** A JSON schema; only its writer and its reader know what is in it. */
export const JsonSchema = z.record(z.string(), z.unknown());
export type JsonSchema = z.infer<typeof JsonSchema>;

const Content = z.record(z.string(), z.looseObject({ schema: JsonSchema }));

export const ReplyNote = z.looseObject({
  description: z.string(),
  content: z.optional(Content),
});

export const Parameter = z.looseObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.optional(z.boolean()),
  schema: JsonSchema,
});
export type Parameter = z.infer<typeof Parameter>;

export const Operation = z.looseObject({
  tags: z.optional(z.array(z.string())),
  summary: z.optional(z.string()),
  security: z.optional(z.array(z.record(z.string(), z.array(z.string())))),
  parameters: z.optional(z.array(Parameter)),
  requestBody: z.optional(z.looseObject({ content: Content })),
  responses: z.record(z.string(), ReplyNote),
});
export type Operation = z.infer<typeof Operation>;

/** The parts of an OpenAPI document (https://spec.openapis.org/oas/v3.1.0) that we work with. */
export const OpenApi = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  tags: z.optional(z.array(z.object({ name: z.string(), description: z.string() }))),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), JsonSchema),
    securitySchemes: z.optional(JsonSchema),
  }),
});
export type OpenApi = z.infer<typeof OpenApi>;

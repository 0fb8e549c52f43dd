import fc from 'fast-check';
import * as z from 'zod/mini';

/** The part of JSON Schema (2020-12) that the relay's own schemas use. */
interface JsonSchema {
  type?: string | undefined;
  const?: unknown;
  enum?: unknown[] | undefined;
  pattern?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  items?: JsonSchema | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  anyOf?: JsonSchema[] | undefined;
  oneOf?: JsonSchema[] | undefined;
  allOf?: JsonSchema[] | undefined;
}

const JsonSchema: z.ZodMiniType<JsonSchema> = z.looseObject({
  type: z.optional(z.string()),
  const: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  pattern: z.optional(z.string()),
  minLength: z.optional(z.number()),
  maxLength: z.optional(z.number()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  minItems: z.optional(z.number()),
  maxItems: z.optional(z.number()),
  required: z.optional(z.array(z.string())),
  get items() {
    return z.optional(JsonSchema);
  },
  get properties() {
    return z.optional(z.record(z.string(), JsonSchema));
  },
  get anyOf() {
    return z.optional(z.array(JsonSchema));
  },
  get oneOf() {
    return z.optional(z.array(JsonSchema));
  },
  get allOf() {
    return z.optional(z.array(JsonSchema));
  },
});

/** Ids have this pattern; real ones get further than invented ones. */
const ID = '[0-9a-f]{8}';

/** What a schema would take, nearly always; `ids` are those of things that there are. */
export function valuesOf(schema: unknown, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (!(schema instanceof z.core.$ZodType)) return fc.constant(undefined);
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return fromJson(JsonSchema.parse(json), ids);
}

function fromJson(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const any = schema.anyOf ?? schema.oneOf;
  if (any !== undefined) return fc.oneof(...any.map((one) => fromJson(one, ids)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objects(schema, ids);
    case 'array':
      return fc.array(fromJson(schema.items ?? {}, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'string':
      return texts(schema, ids);
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({
          min: schema.minimum ?? -10,
          max: Math.min(schema.maximum ?? 2 ** 31, 2 ** 31),
        }),
        fc.constant(Date.now()),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case undefined:
    default:
      return fc.constantFrom<unknown>('text', 1, true);
  }
}

function objects({ properties = {}, required = [] }: JsonSchema, ids: readonly string[]) {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fromJson(schema, ids)]),
  );
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

function texts(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const patterns = [schema, ...(schema.allOf ?? [])].map(({ pattern }) => pattern);
  const pattern = patterns.find((one) => one !== undefined);
  if (pattern?.includes(ID) === true) return fc.constantFrom(...ids);
  if (pattern !== undefined && !/\\p|\(\?[!=<]/.test(pattern)) {
    return fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 80 });
  }
  const { minLength = 0, maxLength = 20 } = schema;
  return fc.string({ minLength, maxLength: Math.min(Math.max(minLength, 20), maxLength) });
}

import fc from 'fast-check';
import * as z from 'zod/mini';
import { JsonSchema } from '../testing/json-schema.ts';

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

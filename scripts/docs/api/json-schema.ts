import { JsonSchema } from '../../../relay/src/testing/json-schema.ts';

export { JsonSchema };

/** The name of the schema that is referred to, in the description or beside the schema. */
export function referredName({ $ref }: JsonSchema): string | null {
  return $ref?.replace(/^#\/(components\/schemas|\$defs)\//, '') ?? null;
}

/** What it may be: `type` may be several, and so may the schemas themselves. */
export function alternatives(schema: JsonSchema): JsonSchema[] | null {
  const { type } = schema;
  if (Array.isArray(type)) return type.map((one) => ({ ...schema, type: one }));
  return schema.anyOf ?? schema.oneOf ?? null;
}

/** What is sent is called `…Input` in the description. */
export function nameInCode(name: string): string {
  return name.replace(/Input$/, '');
}

import type { JsonSchema } from './json-schema.ts';
import type { Schemas, Side } from './schemas.ts';
import { nameInCode, referredName } from './json-schema.ts';
import type { Remarks } from './remarks.ts';
import { TYPES, linkTo } from './places.ts';
import { table } from './table.ts';
import { capital, wordsFor } from './words.ts';

export interface Words {
  schemas: Schemas;
  remarks: Remarks;
  /** The page that they are for. */
  page: string;
  side: Side;
  /** The types that have been referred to, for the page that describes them. */
  used: Set<string>;
}

/** The fields of an object, those of objects inside it under their own line. */
export function fieldTable(schema: JsonSchema, name: string, words: Words): string {
  const rows = fieldRows(schema, name, '', words);
  const said = rows.some(([, , meaning]) => meaning !== '');
  return said
    ? table(['field', 'type', 'meaning'], rows)
    : table(
        ['field', 'type'],
        rows.map(([field = '', type = '']) => [field, type]),
      );
}

function fieldRows(schema: JsonSchema, name: string, before: string, words: Words): string[][] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([field, one]) => {
    const path = `${before}${field}`;
    const mark = required.includes(field) ? '' : ' (optional)';
    const row = [
      `\`${path}\`${mark}`,
      typeOf(one, words),
      meaningOf(one, `${name}.${path}`, words),
    ];
    return [row, ...fieldRows(insideOf(one), name, `${path}.`, words)];
  });
}

/** What is said at the place, and what stands where nothing is sent. */
function meaningOf(schema: JsonSchema, place: string, { remarks }: Words): string {
  const standard =
    schema.default === undefined ? '' : `Without it: \`${JSON.stringify(schema.default)}\`.`;
  return [remarks.of(place), standard].filter((part) => part !== '').join(' ');
}

export function typeOf(schema: JsonSchema, words: Words): string {
  return wordsFor(words.schemas.inlined(schema, words.side), (name) => typeLink(name, words));
}

/** A link to the description of a type, which is needed from now on. */
export function typeLink(name: string, { page, used }: Words): string {
  used.add(name);
  return `[${name}](${linkTo(name, page, TYPES)})`;
}

/** An object, or what a list holds, that has no name of its own. */
function insideOf(schema: JsonSchema): JsonSchema {
  if (schema.properties !== undefined) return schema;
  if (schema.items !== undefined) return insideOf(schema.items);
  const either = schema.anyOf?.find((one) => one.properties !== undefined);
  return either ?? {};
}

/** A schema by its name, or the whole of one that has none. */
export function describeSchema(schema: JsonSchema, name: string, words: Words): string {
  const either = schema.oneOf ?? schema.anyOf;
  if (schema.properties !== undefined) return fieldTable(schema, name, words);
  if (either?.every((one) => one.properties !== undefined) === true) {
    const parts = either.map((one) => fieldTable(one, name, words));
    return `One of these:\n\n${parts.join('\n\n')}`;
  }
  return `${capital(typeOf(schema, words))}.`;
}

/** The name of the schema in the code, where it has one. */
export function nameOf(schema: JsonSchema): string | null {
  const name = referredName(schema);
  return name === null ? null : nameInCode(name);
}

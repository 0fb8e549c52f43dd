import { JsonSchema, alternatives, nameInCode, referredName } from './json-schema.ts';

/** Links to a named schema from where the words stand. */
export type LinkTo = (name: string) => string;

const PATTERNS: Record<string, string> = {
  '^#[0-9a-f]{6}$': 'a colour, `#rrggbb`',
  '^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$': 'words, digits and hyphens, at most 80 characters',
};

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A JSON schema in the words of a reader: “text, 1–200 characters”, “list of Id, at most 500”. */
export function wordsFor(schema: JsonSchema, linkTo: LinkTo): string {
  const name = referredName(schema);
  if (name !== null) return linkTo(nameInCode(name));
  const either = alternatives(schema);
  if (either !== null) return eitherOf(either, linkTo);
  if ('const' in schema && schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  switch (schema.type) {
    case 'string':
      return schema.format === 'binary' ? 'the bytes' : textWords(schema);
    case 'integer':
    case 'number':
      return numberWords(schema);
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return `list of ${listed(schema.items ?? {}, linkTo)}${count(schema.minItems, schema.maxItems, '')}`;
    case 'object':
      return schema.properties === undefined ? recordWords(schema, linkTo) : 'object';
    case undefined:
    default:
      return 'anything';
  }
}

function listed(schema: JsonSchema, linkTo: LinkTo): string {
  if (schema.format === 'binary') return 'files';
  return schema.type === 'object' ? 'objects' : wordsFor(schema, linkTo);
}

/** An object of any names. */
function recordWords({ additionalProperties }: JsonSchema, linkTo: LinkTo): string {
  const values = JsonSchema.safeParse(additionalProperties);
  return values.success ? `names with ${wordsFor(values.data, linkTo)}` : 'object';
}

function eitherOf(schemas: JsonSchema[], linkTo: LinkTo): string {
  const words = [...new Set(schemas.map((one) => wordsFor(one, linkTo)))];
  return words.length === 1 ? (words[0] ?? '') : words.join(' or ');
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function textWords({ pattern, allOf = [], minLength, maxLength }: JsonSchema): string {
  const patterns = [pattern, ...allOf.map((one) => one.pattern)].filter((one) => one !== undefined);
  const said = patterns.map((one) => PATTERNS[one] ?? `\`${one.replaceAll('|', '\\|')}\``);
  return `text${count(minLength, maxLength, ' characters')}${said.map((one) => `, ${one}`).join('')}`;
}

function numberWords({ type, minimum, maximum, ...rest }: JsonSchema): string {
  const whole = type === 'integer' || 'multipleOf' in rest;
  const [min, max] = [bound(minimum), bound(maximum)];
  return `${whole ? 'whole number' : 'number'}${count(min, max, '')}`;
}

/** The bounds of what a double says exactly are no bounds of ours. */
function bound(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}

function count(min: number | undefined, max: number | undefined, of: string): string {
  const [from, to] = [min, max].map((one) => one?.toLocaleString('en'));
  if (from !== undefined && to !== undefined) {
    return from === to ? `, ${from}${of}` : `, ${from}–${to}${of}`;
  }
  if (to !== undefined) return `, at most ${to}${of}`;
  return from === undefined || from === '0' ? '' : `, at least ${from}${of}`;
}

import { ALSO_SHOWN, OF_TYPES, VALUES } from './example-values.ts';
import { alternatives, nameInCode, referredName } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Schemas, Side } from './schemas.ts';

/** Whose id `:id` is, by the path. */
const OF_THINGS: Record<string, string> = {
  sessions: 'sessionId',
  messages: 'messageId',
  images: 'imageId',
  devices: 'deviceId',
  takedowns: 'takedownId',
};

/** What is said of something in particular. */
const SAID = Symbol('said');

/**
 * An example made from a schema, the same each time. Of what is answered all fields are shown; of
 * what is sent those that are needed, and where none is, the first two.
 */
export class Examples {
  readonly #schemas: Schemas;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  of(schema: JsonSchema, side: Side): unknown {
    return this.#make(schema, '', side);
  }

  /** Of a schema of the protocol. */
  named(name: string, side: Side): unknown {
    return this.#make(this.#schemas.named(name, side), name, side);
  }

  /** What stands for a parameter in an address. */
  parameter(path: string, name: string, schema: JsonSchema): unknown {
    if (name === 'id') {
      const [, thing = ''] = /^\/api\/(\w+)/.exec(path) ?? [];
      return VALUES[path.includes('/session/') ? 'sessionId' : (OF_THINGS[thing] ?? 'id')];
    }
    if (name === 'sha256') return VALUES['hash'];
    return this.#make(schema, `.${name}`, 'sent');
  }

  #make(schema: JsonSchema, place: string, side: Side): unknown {
    const said = saidOf(place);
    if (said !== SAID && this.#fits(said, schema, side)) return said;
    const name = referredName(schema);
    if (name !== null) {
      const followed = this.#schemas.follow(schema, side);
      const standing = OF_TYPES[nameInCode(name)];
      if (standing !== undefined) return standing;
      const isThing = followed.properties !== undefined || followed.oneOf !== undefined;
      return this.#make(followed, isThing ? nameInCode(name) : place, side);
    }
    const either = alternatives(schema);
    if (either !== null) {
      return this.#make(either[0] ?? {}, place, side);
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return schema.enum[0];
    if (schema.type === 'object') return this.#object(schema, place, side);
    if (schema.type === 'array') {
      const one = this.#make(schema.items ?? {}, place, side);
      return [one];
    }
    return simpleValue(schema);
  }

  /** The same word may mean a number in one place and a switch in another. */
  #fits(value: unknown, schema: JsonSchema, side: Side): boolean {
    const followed = this.#schemas.follow(schema, side);
    const either = alternatives(followed);
    if (either !== null) return either.some((one) => this.#fits(value, one, side));
    if (followed.const !== undefined) return followed.const === value;
    if (followed.enum !== undefined) return followed.enum.includes(value);
    if (Array.isArray(value)) {
      return (
        followed.type === 'array' &&
        value.every((one) => this.#fits(one, followed.items ?? {}, side))
      );
    }
    const kind = value === null ? 'null' : typeof value;
    return kind === (followed.type === 'integer' ? 'number' : followed.type);
  }

  #object(
    { properties = {}, required = [] }: JsonSchema,
    place: string,
    side: Side,
  ): Record<string, unknown> {
    const names = Object.keys(properties);
    const needed = names.filter((name) => required.includes(name));
    const fewest = needed.length > 0 ? needed : names.slice(0, 2);
    const also = ALSO_SHOWN[place] ?? [];
    const some = names.filter((name) => fewest.includes(name) || also.includes(name));
    const shown = side === 'answered' ? names : some;
    return Object.fromEntries(
      shown.map((name) => [name, this.#make(properties[name] ?? {}, `${place}.${name}`, side)]),
    );
  }
}

/** By the whole place first (`Photo.renditions.thumb`), by the field's own name last. */
function saidOf(place: string): unknown {
  if (place in VALUES && place.includes('.')) return VALUES[place];
  const field = place.split('.').at(-1) ?? '';
  return place.includes('.') && field in VALUES ? VALUES[field] : SAID;
}

function simpleValue({ type, minimum, minLength, default: standard }: JsonSchema): unknown {
  if (standard !== undefined) return standard;
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return Math.max(minimum ?? 1, 1);
  if (type === 'string') return 'text'.padEnd(minLength ?? 0, '.');
  return null;
}

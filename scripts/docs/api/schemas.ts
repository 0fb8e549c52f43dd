import * as protocol from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { JsonSchema, nameInCode, referredName } from './json-schema.ts';

/** What is sent and what is answered may differ: what may be left out is always there afterwards. */
export type Side = 'sent' | 'answered';

/** Names that only the code needs: the line that they stand for says more. */
const INLINED = new Set(['NewPassword', 'Password', 'PersonName', 'Caption', 'SenderName']);

/** Every schema of `shared/protocol` by its name there, as JSON schemas that refer to each other. */
export class Schemas {
  readonly #byName = new Map<string, z.core.$ZodType>();
  readonly #made = new Map<string, JsonSchema>();

  constructor() {
    for (const [name, value] of Object.entries(protocol)) {
      if (value instanceof z.core.$ZodType) this.#byName.set(name, value);
    }
  }

  /** @throws Error where the protocol has no such schema. */
  zod(name: string): z.core.$ZodType {
    const found = this.#byName.get(name);
    if (found === undefined) throw new Error(`No schema of the protocol is called ${name}.`);
    return found;
  }

  named(name: string, side: Side): JsonSchema {
    const key = `${name} ${side}`;
    const made = this.#made.get(key) ?? this.#make(name, side);
    this.#made.set(key, made);
    return made;
  }

  /** The schema itself where it only refers to one. */
  follow(schema: JsonSchema, side: Side): JsonSchema {
    const name = referredName(schema);
    return name === null ? schema : this.named(nameInCode(name), side);
  }

  /** In place of its name, where the name says less than the schema does in a line. */
  inlined(schema: JsonSchema, side: Side): JsonSchema {
    const name = referredName(schema);
    return name !== null && INLINED.has(nameInCode(name)) ? this.follow(schema, side) : schema;
  }

  /** All others are referred to by their names; this one is said. */
  #make(name: string, side: Side): JsonSchema {
    const names = z.registry<{ id?: string | undefined }>();
    const schema = this.zod(name);
    for (const [id, other] of this.#byName) if (other !== schema) names.add(other, { id });
    const io = side === 'sent' ? 'input' : 'output';
    return JsonSchema.parse(
      z.toJSONSchema(schema, { io, metadata: names, unrepresentable: 'any' }),
    );
  }
}

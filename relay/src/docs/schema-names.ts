import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from '@fastify/type-provider-zod';
import * as protocol from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/**
 * The schemas of the protocol under the names that they have in the code: the description refers to
 * them instead of repeating them in every call.
 */
function namedSchemas(): z.core.$ZodRegistry<{ id?: string | undefined }> {
  const names = z.registry<{ id?: string | undefined }>();
  for (const [name, value] of Object.entries(protocol)) {
    if (value instanceof z.core.$ZodType) names.add(value, { id: name });
  }
  return names;
}

/** How schemas become JSON schemas, for the plugin that collects the routes. */
export function describeSchemas() {
  const schemaRegistry = namedSchemas();
  return {
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  };
}

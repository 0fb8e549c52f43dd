import type { OpenApi } from './document.ts';

const REFERENCE = /"#\/components\/schemas\/(\w+)"/g;

/** The named schemas that a call refers to, directly or through others; the rest is nobody's. */
export function referencedSchemas({
  paths,
  components,
}: OpenApi): OpenApi['components']['schemas'] {
  const found = new Set<string>();
  const open = [JSON.stringify(paths)];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const [, name = ''] of text.matchAll(REFERENCE)) {
      if (found.has(name)) continue;
      found.add(name);
      open.push(JSON.stringify(components.schemas[name] ?? {}));
    }
  }
  return Object.fromEntries(Object.entries(components.schemas).filter(([name]) => found.has(name)));
}

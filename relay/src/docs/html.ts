const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as it may stand in HTML and in the value of an attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}

const COMPONENT = '#/components/schemas/';

/** The place on the page of a schema that has a name. */
export function anchorOf(name: string): string {
  return `schema-${name}`;
}

/** A JSON schema to be read; where it refers to a named one, one can go there. */
export function schemaHtml(schema: unknown): string {
  const text = escapeHtml(JSON.stringify(schema, null, 2));
  const linked = text.replaceAll(
    new RegExp(`{\\s*&quot;\\$ref&quot;: &quot;${COMPONENT}(\\w+)&quot;\\s*}`, 'g'),
    (_all, name: string) => `<a href="#${anchorOf(name)}">${name}</a>`,
  );
  return `<pre><code>${linked}</code></pre>`;
}

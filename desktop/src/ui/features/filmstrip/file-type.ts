/** What a file without a picture shows instead: its type as people know it, e.g. "CR2". */
export function typeOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const type = dot > 0 ? name.slice(dot + 1).toUpperCase() : '';
  return type === '' || type.length > 5 ? '?' : type;
}

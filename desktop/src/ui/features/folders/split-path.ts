/**
 * The last folder of a path, which tells folders apart, and where it is: its parent, after an
 * ellipsis where there is more before it.
 */
export function splitPath(path: string): { parent: string; name: string } {
  const separator = path.includes('/') ? '/' : '\\';
  const parts = path.split(separator).filter((part) => part !== '');
  const [name = path, parent = ''] = parts.toReversed();
  if (parts.length > 2) return { name, parent: `…${separator}${parent}` };
  const root = path.startsWith(separator) ? separator : '';
  return { name, parent: `${root}${parent}` };
}

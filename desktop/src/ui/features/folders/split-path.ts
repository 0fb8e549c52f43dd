/** The last folder of a path, which tells folders apart, and what is before it, which may be cut. */
export function splitPath(path: string): { parent: string; name: string } {
  const end = path.replace(/[\\/]+$/, '').length;
  const cut = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1)) + 1;
  return { parent: path.slice(0, cut), name: path.slice(cut) };
}

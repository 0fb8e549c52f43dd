import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIST_EVERYTHING = ['-a', '-G1', '-s', '-u', '-ee3'];

/** Groups and tags that may be found in a rendition: the file itself, its credit, its colour space. */
const ALLOWED = [
  /^(?:ExifTool|System|File|Composite|JFIF|ICC-header|ICC_Profile):/,
  /^IFD0:(?:Artist|Copyright)$/,
  /^XMP-dc:(?:Creator|Rights)$/,
  /^XMP-x:XMPToolkit$/,
];

/** ExifTool on this machine, null where there is none. */
export async function findExiftool(): Promise<string | null> {
  try {
    await run('exiftool', ['-ver']);
    return 'exiftool';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Everything ExifTool finds in a file, as `Group:Tag` and value. */
export async function tagsOf(exiftool: string, file: string): Promise<Map<string, string>> {
  const { stdout } = await run(exiftool, [...LIST_EVERYTHING, file], { encoding: 'utf8' });
  const tags = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const found = /^\[(?<group>[^\]]+)\]\s+(?<tag>\S+)\s*:\s?(?<value>.*)$/.exec(line)?.groups;
    if (found) tags.set(`${found['group']}:${found['tag']}`, found['value'] ?? '');
  }
  return tags;
}

/** The tags that a rendition must not hold. */
export const leaks = (tags: Map<string, string>): string[] =>
  [...tags.keys()].filter((name) => !ALLOWED.some((pattern) => pattern.test(name)));

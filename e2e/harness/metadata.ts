import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { temporaryFolder } from './project.ts';

const run = promisify(execFile);

/** Whether ExifTool is on this computer. */
export async function hasExiftool(): Promise<boolean> {
  return run('exiftool', ['-ver']).then(
    () => true,
    () => false,
  );
}

/** Groups that describe the file and not the shot. */
const DESCRIPTION = /^(SourceFile|ExifTool|System|File|Composite|JFIF|ICC[-_]\w+)(:|$)/;
/** What the recipe allows, and the frames that such values need around them. */
const ALLOWED =
  /^(IFD0:(Artist|Copyright|XResolution|YResolution|ResolutionUnit|YCbCrPositioning|ExifByteOrder)|IPTC:(By-line|CopyrightNotice|CodedCharacterSet|ApplicationRecordVersion|EnvelopeRecordVersion)|Photoshop:IPTCDigest|XMP-x:XMPToolkit|XMP-rdf:\w+|XMP-dc:(Creator|Rights))$/;

const Output = z.array(z.record(z.string(), z.unknown()));

/** Every tag in the bytes that must not be there, as `Group:Name = value`, by ExifTool. */
export async function leakedTags(jpeg: Buffer): Promise<string[]> {
  const folder = await temporaryFolder('exiftool');
  try {
    const file = path.join(folder.path, 'rendition.jpg');
    await writeFile(file, jpeg);
    const { stdout } = await run('exiftool', ['-j', '-a', '-G1', '-s', '-u', '-ee3', file]);
    const [tags = {}] = z.parse(Output, JSON.parse(stdout));
    return Object.entries(tags)
      .filter(([name]) => !DESCRIPTION.test(name) && !ALLOWED.test(name))
      .map(([name, value]) => `${name} = ${String(value)}`);
  } finally {
    await folder.remove();
  }
}

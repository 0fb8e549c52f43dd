import { assertNever } from '@picture-live/shared/errors';
import type { Box, Drawing, Jpeg, Mark, Mask } from './drawing.ts';
import { cutsOf, spotsOf, type Sheet } from './sheets.ts';

/*
 * As much of PDF 1.7 (ISO 32000-1) as a poster needs: areas, masks of one colour, JPEGs, and the
 * same drawing several times on a page. Letters are masks: every script and emoji prints as the
 * screen shows it, with the fonts of this computer, of which none has to be shipped or licensed.
 */

const POINTS_PER_MM = 72 / 25.4;

interface Stream {
  head: string;
  bytes: Uint8Array;
}

/** Objects with their numbers, which begin at 1. */
class Objects {
  readonly all: (string | Stream)[] = [];

  add(object: string | Stream): string {
    this.all.push(object);
    return `${this.all.length} 0 R`;
  }
}

/**
 * A page with the drawing on it as often as the sheet says, and fine lines to cut along.
 *
 * @param title what viewers show for the file's name, in any script.
 * @param tag BCP 47: in which language it is.
 */
export async function writePdf(
  drawing: Drawing,
  sheet: Sheet,
  { title, tag }: { title: string; tag: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const objects = new Objects();
  const poster = objects.add(await posterOf(drawing, objects));
  const content = encode(pageContent(sheet));
  const contents = objects.add({ head: '', bytes: content });
  const pages = `${objects.all.length + 2} 0 R`;
  const size = `0 0 ${points(sheet.width)} ${points(sheet.height)}`;
  const page = objects.add(
    `<< /Type /Page /Parent ${pages} /MediaBox [${size}] /Contents ${contents}` +
      ` /Resources << /XObject << /P ${poster} >> >> >>`,
  );
  objects.add(`<< /Type /Pages /Kids [${page}] /Count 1 >>`);
  const root = objects.add(
    `<< /Type /Catalog /Pages ${pages} /Lang (${tag}) /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >> >>`,
  );
  const info = objects.add(`<< /Title ${hexText(title)} /Producer (Picture Live) >>`);
  return assemble(objects.all, root, info);
}

/** The drawing as a form of its own, so that a sheet with eight of them is no larger. */
async function posterOf({ width, height, marks }: Drawing, objects: Objects): Promise<Stream> {
  const images: string[] = [];
  const content: string[] = [];
  for (const mark of marks) content.push(await markContent(mark, height, objects, images));
  const names = images.map((image, index) => `/I${index} ${image}`).join(' ');
  return {
    head:
      `/Type /XObject /Subtype /Form /BBox [0 0 ${points(width)} ${points(height)}]` +
      ` /Resources << /XObject << ${names} >> >>`,
    bytes: encode(content.join('\n')),
  };
}

async function markContent(
  mark: Mark,
  height: number,
  objects: Objects,
  images: string[],
): Promise<string> {
  switch (mark.kind) {
    case 'area':
      return `${colour(mark.colour)} ${area(mark.box, height)} f`;
    case 'areas':
      return `${colour(mark.colour)} ${mark.boxes.map((box) => area(box, height)).join('\n')} f`;
    case 'mask':
      images.push(objects.add(await maskImage(mark.mask)));
      return `q ${colour(mark.colour)} ${place(mark.box, height)} cm /I${images.length - 1} Do Q`;
    case 'picture':
      images.push(objects.add(pictureImage(mark.picture)));
      return `q ${place(mark.box, height)} cm /I${images.length - 1} Do Q`;
    default:
      return assertNever(mark);
  }
}

async function maskImage({ width, height, bits }: Mask): Promise<Stream> {
  const { filter, bytes } = await deflate(bits);
  return {
    head:
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ImageMask true` +
      ` /BitsPerComponent 1 /Decode [1 0]${filter}`,
    bytes,
  };
}

function pictureImage({ width, height, bytes }: Jpeg): Stream {
  return {
    head:
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB` +
      ' /BitsPerComponent 8 /Filter /DCTDecode',
    bytes,
  };
}

function pageContent(sheet: Sheet): string {
  const posters = spotsOf(sheet).map(({ x, y, scale }) => {
    const size = scale.toFixed(5);
    // PDF counts from below, and the poster's lower edge is what is placed.
    const bottom = sheet.height - y - 297 * scale;
    return `q ${size} 0 0 ${size} ${points(x)} ${points(bottom)} cm /P Do Q`;
  });
  const cuts = cutsOf(sheet).map(
    ([x1, y1, x2, y2]) =>
      `${points(x1)} ${points(sheet.height - y1)} m ${points(x2)} ${points(sheet.height - y2)} l S`,
  );
  return [...posters, '0.4 w [3 3] 0 d 0.7 G', ...cuts].join('\n');
}

function points(mm: number): string {
  return (mm * POINTS_PER_MM).toFixed(3);
}

function area({ x, y, width, height }: Box, total: number): string {
  return `${points(x)} ${points(total - y - height)} ${points(width)} ${points(height)} re`;
}

function place({ x, y, width, height }: Box, total: number): string {
  return `${points(width)} 0 0 ${points(height)} ${points(x)} ${points(total - y - height)}`;
}

function colour(rgb: string): string {
  const parts = [1, 3, 5].map((at) =>
    (Number.parseInt(rgb.slice(at, at + 2), 16) / 255).toFixed(4),
  );
  return `${parts.join(' ')} rg`;
}

function hexText(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).padStart(4, '0'),
  );
  return `<FEFF${units.join('')}>`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Browsers without it (before 2023) get a larger file. */
async function deflate(bytes: Uint8Array): Promise<{ filter: string; bytes: Uint8Array }> {
  if (!('CompressionStream' in globalThis)) return { filter: '', bytes };
  const packed = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('deflate'));
  return {
    filter: ' /Filter /FlateDecode',
    bytes: new Uint8Array(await new Response(packed).arrayBuffer()),
  };
}

function assemble(
  objects: readonly (string | Stream)[],
  root: string,
  info: string,
): Uint8Array<ArrayBuffer> {
  // The second line says that this is no text (ISO 32000-1, 7.5.2).
  const parts: Uint8Array[] = [new Uint8Array([...encode('%PDF-1.7\n%'), 226, 227, 207, 211, 10])];
  const starts: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (bytes: Uint8Array): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [index, object] of objects.entries()) {
    starts.push(length);
    push(encode(`${index + 1} 0 obj\n`));
    if (typeof object === 'string') push(encode(object));
    else {
      push(encode(`<< ${object.head} /Length ${object.bytes.length} >>\nstream\n`));
      push(object.bytes);
      push(encode('\nendstream'));
    }
    push(encode('\nendobj\n'));
  }
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  push(
    encode(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer << /Size ${objects.length + 1} /Root ${root} /Info ${info} >>\n` +
        `startxref\n${length}\n%%EOF\n`,
    ),
  );
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

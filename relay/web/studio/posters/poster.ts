import { breakLines } from './break-lines.ts';
import { A4, type Box, type Drawing, type Jpeg, type Mark } from './drawing.ts';
import { qrBoxes } from './qr-boxes.ts';
import { LINE_HEIGHT, type Letters, type Pen } from './text-mask.ts';

/** What a poster says. */
export interface PosterContent {
  title: string;
  /** How to get to the photos, once in each language. */
  instructions: readonly string[];
  /** What the code opens, and what it says in letters. */
  link: string;
  /** With its word: `Code: spring`; null: there is none, or it is not to be printed. */
  code: string | null;
  /** `#rrggbb` of the branding. */
  colour: string;
  logo: Jpeg | null;
}

const INK = '#111111';
const FADED = '#555555';
const MARGIN = 16;
const WIDTH = A4.width - 2 * MARGIN;
const BAND: Box = { x: 0, y: 0, width: A4.width, height: 9 };
const LOGO = { width: 80, height: 26 };
const FOOT = 14;

/** Draws a poster of A4; smaller ones are the same, smaller. */
export function drawPoster(content: PosterContent, pen: Pen): Drawing {
  const { colour, logo } = content;
  const marks: Mark[] = [{ kind: 'area', box: BAND, colour }];
  let y = BAND.height + 12;
  if (logo !== null) {
    const box = within(logo, y);
    marks.push({ kind: 'picture', box, picture: logo });
    y += box.height + 8;
  }
  const head = textBlock(pen, content.title, { y, sizes: [19, 16, 13, 10], most: 3, bold: true });
  y = head.bottom + 4;
  marks.push(...head.marks);
  for (const instruction of content.instructions) {
    const said = textBlock(pen, instruction, { y, sizes: [7, 6, 5], most: 3, bold: false });
    marks.push(...said.marks);
    y = said.bottom + 2;
  }
  const below = footOf(pen, content);
  const room = A4.height - FOOT - below.height - y - 4;
  const side = Math.min(WIDTH, room);
  const box = { x: (A4.width - side) / 2, y: y + (room - side) / 2 + 2, width: side, height: side };
  marks.push({ kind: 'areas', boxes: qrBoxes(content.link, box), colour: '#000000' });
  marks.push(...below.marks(A4.height - FOOT - below.height));
  return { ...A4, marks };
}

/** The link in letters, for whoever cannot scan, and the access code. */
function footOf(pen: Pen, { link, code }: PosterContent) {
  const lines = [
    { text: link.replace(/^https?:\/\//, ''), sizes: [7, 6, 5, 4], colour: INK, bold: true },
    ...(code === null ? [] : [{ text: code, sizes: [8, 7, 6, 5], colour: INK, bold: true }]),
  ].map(({ text, sizes, bold }) => textBlock(pen, text, { y: 0, sizes, most: 3, bold }));
  const gap = 3;
  return {
    height: lines.reduce((sum, { bottom }) => sum + bottom + gap, -gap),
    marks: (top: number): Mark[] => {
      let y = top;
      return lines.flatMap(({ marks, bottom }) => {
        const moved = marks.map((mark) => down(mark, y));
        y += bottom + gap;
        return moved;
      });
    },
  };
}

/** Lines in the middle of the page, in the largest size that fits. */
function textBlock(
  pen: Pen,
  text: string,
  { y, sizes, most, bold }: { y: number; sizes: number[]; most: number; bold: boolean },
): { marks: Mark[]; bottom: number } {
  const { lines, size } = fit(pen, text, sizes, most, bold);
  const marks = lines.map((line, index): Mark => {
    const letters: Letters = { text: line, size, bold };
    const { mask, width } = pen.draw(letters);
    const box = {
      x: (A4.width - width) / 2,
      y: y + index * size * LINE_HEIGHT,
      width,
      height: size * LINE_HEIGHT,
    };
    return { kind: 'mask', box, colour: bold ? INK : FADED, mask };
  });
  return { marks, bottom: y + lines.length * size * LINE_HEIGHT };
}

function fit(
  pen: Pen,
  text: string,
  sizes: number[],
  most: number,
  bold: boolean,
): { lines: string[]; size: number } {
  for (const size of sizes) {
    const lines = breakLines(text, WIDTH, most, (part) => pen.widthOf({ text: part, size, bold }));
    if (lines !== null) return { lines, size };
  }
  // One endless word: as small as it has to be.
  const smallest = sizes.at(-1) ?? 1;
  const width = pen.widthOf({ text, size: smallest, bold });
  return { lines: [text], size: smallest * Math.min(1, WIDTH / width) };
}

function within({ width, height }: Jpeg, y: number): Box {
  const scale = Math.min(LOGO.width / width, LOGO.height / height);
  const size = { width: width * scale, height: height * scale };
  return { x: (A4.width - size.width) / 2, y, ...size };
}

function down(mark: Mark, by: number): Mark {
  if (mark.kind === 'areas') return mark;
  return { ...mark, box: { ...mark.box, y: mark.box.y + by } };
}

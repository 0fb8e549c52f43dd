import { saveFile } from '../loading/save-file.ts';
import { writePdf } from './pdf.ts';
import { drawPoster, type PosterContent } from './poster.ts';
import { SHEETS, type SheetName } from './sheets.ts';
import { paint } from './paint.ts';
import { openPen, PRINT_DOTS } from './text-mask.ts';

/** Sharp on the screen of a phone, and quick to draw. */
const PREVIEW = { letters: 12, dots: 3 };

/** Draws the poster for the screen. */
export async function previewPoster(
  canvas: HTMLCanvasElement,
  content: PosterContent,
): Promise<void> {
  await paint(canvas, drawPoster(content, openPen(PREVIEW.letters)), PREVIEW.dots);
}

/** Saves the poster as a PDF. @param tag BCP 47: in which language it is. */
export async function savePoster(
  content: PosterContent,
  { sheet, tag, name }: { sheet: SheetName; tag: string; name: string },
): Promise<void> {
  const drawing = drawPoster(content, openPen(PRINT_DOTS));
  const file = await writePdf(drawing, SHEETS[sheet], { title: content.title, tag });
  saveFile(new Blob([file], { type: 'application/pdf' }), `${name}-${sheet}.pdf`);
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import jsqr from 'jsqr';
import type { Browser } from 'playwright-core';

/** A page of a PDF as it is printed. */
export interface PrintedPage {
  /** In millimetres. */
  width: number;
  height: number;
  /** What is read from each of its codes, with their places (0 … 1). */
  codes: { text: string; x: number; y: number }[];
}

/** Dots of a millimetre: about what a phone's camera sees of a poster. */
const DOTS = 6;
const MM_PER_POINT = 25.4 / 72;
const ORIGIN = 'http://pdf.test';
const PDFJS = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/build/pdf.mjs'));

/**
 * Draws the first page of a PDF with PDF.js and reads the codes in it, as phones do.
 *
 * @param parts into how many columns and rows the page is cut before it is looked at.
 */
export async function readPdf(
  browser: Browser,
  file: Buffer,
  [columns, rows]: readonly [number, number],
): Promise<PrintedPage> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await context.route(`${ORIGIN}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: HTML });
      const body = await readFile(path.join(PDFJS, name));
      return route.fulfill({ contentType: 'text/javascript', body });
    });
    await page.goto(`${ORIGIN}/`);
    const drawn = await page.evaluate(drawPage, {
      origin: ORIGIN,
      base64: file.toString('base64'),
      scale: DOTS * MM_PER_POINT,
    });
    const pixels = Buffer.from(drawn.base64, 'base64');
    return {
      width: Math.round(drawn.width / DOTS),
      height: Math.round(drawn.height / DOTS),
      codes: readCodes(pixels, drawn, columns, rows),
    };
  } finally {
    await context.close();
  }
}

interface Pdf {
  GlobalWorkerOptions: { workerSrc: string };
  getDocument: (from: object) => {
    promise: Promise<{ getPage: (at: number) => Promise<PdfPage> }>;
  };
}

interface PdfPage {
  getViewport: (how: object) => { width: number; height: number };
  render: (how: object) => { promise: Promise<void> };
}

declare global {
  interface Window {
    pdfjs: Promise<Pdf>;
  }
}

const HTML = '<script>window.pdfjs = import("/pdf.mjs")</script>';

/** Runs in the page. */
async function drawPage(given: { origin: string; base64: string; scale: number }) {
  const pdf = await window.pdfjs;
  pdf.GlobalWorkerOptions.workerSrc = `${given.origin}/pdf.worker.mjs`;
  const data = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0));
  const opened = await pdf.getDocument({ data }).promise;
  const page = await opened.getPage(1);
  const viewport = page.getViewport({ scale: given.scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No canvas.');
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  const { width, height } = canvas;
  const { data: pixels } = context.getImageData(0, 0, width, height);
  let binary = '';
  for (let at = 0; at < pixels.length; at += 32_768) {
    binary += String.fromCharCode(...pixels.subarray(at, at + 32_768));
  }
  return { width, height, base64: btoa(binary) };
}

function readCodes(
  pixels: Buffer,
  { width, height }: { width: number; height: number },
  columns: number,
  rows: number,
): PrintedPage['codes'] {
  const [partWidth, partHeight] = [Math.floor(width / columns), Math.floor(height / rows)];
  const codes: PrintedPage['codes'] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [left, top] = [column * partWidth, row * partHeight];
      const part = new Uint8ClampedArray(partWidth * partHeight * 4);
      for (let y = 0; y < partHeight; y += 1) {
        const from = ((top + y) * width + left) * 4;
        part.set(pixels.subarray(from, from + partWidth * 4), y * partWidth * 4);
      }
      const code = jsqr.default(part, partWidth, partHeight);
      if (code !== null) codes.push({ text: code.data, x: left / width, y: top / height });
    }
  }
  return codes;
}

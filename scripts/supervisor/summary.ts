import { styleText } from 'node:util';
import { renderUnicodeCompact } from 'uqr';
import type { Home } from './home.ts';
import type { Options } from './options.ts';
import type { Running } from './system.ts';

const LABEL_WIDTH = 13;
const INDENT = '  ';
/** Black on white whatever the terminal's own colours are; the blocks of uqr are the white parts. */
const WHITE_BLOCKS_ON_BLACK = '\u001B[38;5;231;48;5;16m';
const RESET = '\u001B[0m';

/** What a person sees when everything runs: where things are, the QR code and what to do next. */
export function summary(
  running: Running,
  home: Pick<Home, 'path' | 'hotFolders'>,
  options: Pick<Options, 'demo'>,
  terminal: boolean,
): string {
  const { relay, gallery, tether, session } = running;
  const rows = [
    ...home.hotFolders.map((folder, index) =>
      row(index > 0 ? '' : home.hotFolders.length > 1 ? 'Hot folders' : 'Hot folder', folder),
    ),
    row('Gallery', gallery),
    row('Studio', new URL('/studio', relay).href),
    row('Tether UI', tether ?? 'in its own window'),
    row('Data', home.path),
  ];
  const blocks = [
    [styleText('bold', 'Picture Live is running') + styleText('dim', `  ${session.title}`)],
    rows,
    ...(terminal ? [qrCode(gallery)] : []),
    nextSteps(gallery, options),
  ];
  return `\n${blocks.map((lines) => lines.map((line) => `${INDENT}${line}\n`).join('')).join('\n')}\n`;
}

function row(label: string, value: string): string {
  return styleText('dim', label.padEnd(LABEL_WIDTH)) + value;
}

/** One line per two rows of modules, with the quiet zone of four modules the standard asks for. */
function qrCode(text: string): string[] {
  const lines = renderUnicodeCompact(text, { border: 4, ecc: 'L' }).split('\n');
  return lines.map((line) => `${WHITE_BLOCKS_ON_BLACK}${line}${RESET}`);
}

function nextSteps(gallery: string, { demo }: Pick<Options, 'demo'>): string[] {
  const { hostname } = new URL(gallery);
  const nearOnly = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  const first =
    demo === null
      ? 'Point your tethering software at the hot folder: every picture it writes goes live.'
      : 'The demo is playing a shoot into the hot folder.';
  const second = nearOnly
    ? 'The gallery is open to this computer only: guests need a network (and no --host 127.0.0.1).'
    : 'Guests scan the code, in the same network as this computer.';
  return [first, second, styleText('dim', 'Ctrl-C stops it; what is not yet live stays queued.')];
}

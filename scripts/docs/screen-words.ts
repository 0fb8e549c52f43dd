import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../setup/places.mjs';

/** Everywhere the words of a screen are written. */
const FILES = [
  'desktop/src/ui/app/words/*.ts',
  'desktop/src/electron/words.ts',
  'relay/web/**/words/**/*.ts',
  'relay/web/**/*words.ts',
  'relay/src/services/pages/*words.ts',
  'relay/src/services/pages/words/**/*.ts',
];

/** Marks the place of something that is filled in. */
const FILLED_IN = '\u0000';

/** The words of every screen, in every language; those with gaps (`3 photos`) as patterns. */
export class ScreenWords {
  readonly #fixed = new Set<string>();
  readonly #withGaps: RegExp[] = [];

  constructor(sources: readonly string[]) {
    for (const text of sources.flatMap(stringsOf)) {
      if (!text.includes(FILLED_IN)) this.#fixed.add(text);
      else if (saysEnough(text)) this.#withGaps.push(pattern(text));
    }
  }

  has(label: string): boolean {
    return this.#fixed.has(label) || this.#withGaps.some((one) => one.test(label));
  }
}

/** Reads the words of the tether UI, the desktop app, the gallery, the wall and the studio. */
export function readScreenWords(): ScreenWords {
  const names = globSync(FILES, { cwd: ROOT }).filter(
    (name) => !name.includes('node_modules') && !name.endsWith('.test.ts'),
  );
  return new ScreenWords(names.map((name) => readFileSync(path.join(ROOT, name), 'utf8')));
}

/** `3 of 4` is no label that could be told from others. */
const saysEnough = (text: string): boolean =>
  /(?:\p{L}\P{L}*){8}|(?:\p{Script=Han}\P{Script=Han}*){3}/u.test(text);

function pattern(text: string): RegExp {
  const pieces = text
    .split(FILLED_IN)
    .map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.+')}$`, 'u');
}

/** Every string of a TypeScript file of words; `${…}` becomes a gap, and what is in it is read, too. */
export function stringsOf(source: string): string[] {
  const code = source.replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '');
  const strings: string[] = [];
  let at = 0;
  const readCode = (end: string): void => {
    for (; at < code.length; at += 1) {
      const sign = code.charAt(at);
      if (sign === end) return;
      if (sign === '{') skipTo('}');
      else if (sign === "'" || sign === '"' || sign === '`') readString(sign);
    }
  };
  const skipTo = (end: string): void => {
    at += 1;
    readCode(end);
  };
  const readString = (quote: string): void => {
    let text = '';
    for (at += 1; at < code.length && code.charAt(at) !== quote; at += 1) {
      const isGap = quote === '`' && code.startsWith('${', at);
      if (isGap) {
        at += 1;
        skipTo('}');
        text += FILLED_IN;
      } else if (code.charAt(at) === '\\') {
        at += 1;
        text += code.charAt(at);
      } else {
        text += code.charAt(at);
      }
    }
    strings.push(text);
  };
  readCode('');
  return strings;
}

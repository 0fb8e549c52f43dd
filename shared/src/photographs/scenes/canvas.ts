import type { Chance } from '../chance.ts';

/** Where a scene is drawn: upright, the long edge always 1,500 units. */
export interface Canvas {
  width: number;
  height: number;
  chance: Chance;
}

/** Draws one kind of place as the content of an SVG element. */
export type Scene = (canvas: Canvas) => string;

/** Rounded to tenths: thousands of numbers in a drawing are parsed. */
export const n = (value: number): string => value.toFixed(1);

export const hsl = (hue: number, saturation: number, lightness: number, alpha = 1): string =>
  `hsla(${n((hue + 720) % 360)},${n(saturation)}%,${n(lightness)}%,${alpha.toFixed(2)})`;

/** Colours from 0 (top, centre) to 1, evenly apart unless a place is given. */
type Stop = string | readonly [place: number, colour: string];

function stops(list: readonly Stop[]): string {
  return list
    .map((stop, i) => {
      const [place, colour] = typeof stop === 'string' ? [i / (list.length - 1), stop] : stop;
      return `<stop offset="${place.toFixed(3)}" stop-color="${colour}"/>`;
    })
    .join('');
}

/** A gradient from top to bottom. */
export function vertical(id: string, list: readonly Stop[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops(list)}</linearGradient>`;
}

/** A gradient from the centre outwards. */
export function radial(id: string, list: readonly Stop[]): string {
  return `<radialGradient id="${id}">${stops(list)}</radialGradient>`;
}

export function rectangle(x: number, y: number, width: number, height: number, fill: string) {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"/>`;
}

export function circle(x: number, y: number, radius: number, fill: string, more = ''): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}" ${more}/>`;
}

/** As many pieces as asked for, joined. */
export function repeat(count: number, piece: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => piece(i)).join('');
}

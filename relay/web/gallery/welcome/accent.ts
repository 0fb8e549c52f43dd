/** The two colours of everything that can be pressed. */
export interface Accent {
  accent: string;
  onAccent: string;
}

type Rgb = readonly [number, number, number];

/** WCAG 2.2, 1.4.3: for text of any size; on buttons, and of buttons on what they lie on. */
const CONTRAST = 4.5;
const STEPS = 24;
/** What lies under and on a button, the least distant first; as in tokens.css. */
const SCHEMES = {
  light: { ground: [250, 250, 250], toward: [0, 0, 0], text: '#ffffff' },
  dark: { ground: [43, 43, 43], toward: [255, 255, 255], text: '#161616' },
} as const;

export type Scheme = keyof typeof SCHEMES;

/**
 * A studio's colour as it can be read: as it is where that does, and otherwise darkened on light
 * ground and lightened on dark ground, no further than needed.
 *
 * @param colour `#rrggbb`
 */
export function accentOf(colour: string, scheme: Scheme): Accent {
  const { ground, toward, text } = SCHEMES[scheme];
  const wanted = parse(colour);
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = mix(wanted, toward, step / STEPS);
    if (contrast(mixed, ground) >= CONTRAST) return { accent: format(mixed), onAccent: text };
  }
  return { accent: format(toward), onAccent: text };
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

export function parse(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix([r, g, b]: Rgb, [toR, toG, toB]: Rgb, share: number): Rgb {
  const between = (from: number, to: number) => Math.round(from + (to - from) * share);
  return [between(r, toR), between(g, toG), between(b, toB)];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** What a camera's file name says of its place in the row of its frames. */
export interface CameraNumber {
  /** What stays the same while the camera counts; of related names the same. */
  series: string;
  /** The letters before the number, as they were written. */
  prefix: string;
  number: number;
  /** Digits the number is written with; beyond the largest the camera begins again. */
  digits: number;
}

/** DCF, the rule of all cameras: four characters, then four digits, whatever the four are. */
const DCF = /^(?=.*[A-Z_])([A-Z0-9_]{4})(\d{4})$/i;
/** Names given by tethering software: a word, then a counter. */
const COUNTED = /^(.*?[^\d])(\d{3,5})$/;

/**
 * One counter, several prefixes: an underscore means Adobe RGB, MVI a film, and Sony writes the
 * first digit of five always as 0.
 */
const SAME_COUNTER: Readonly<Record<string, string>> = { MG: 'IMG', MVI: 'IMG', DSC0: 'DSC' };

/** Null: the name has no camera's number, e.g. one made of date and time. */
export function cameraNumberOf(path: string): CameraNumber | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.replace(/\.[^.]*$/, '');
  const [, prefix, digits] = DCF.exec(stem) ?? COUNTED.exec(stem) ?? [];
  if (prefix === undefined || digits === undefined) return null;
  const letters = prefix.toUpperCase().replaceAll('_', '');
  return {
    series: SAME_COUNTER[letters] ?? letters,
    prefix,
    number: Number(digits),
    digits: digits.length,
  };
}

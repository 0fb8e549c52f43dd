/** How a camera names its files: a prefix and a counter that starts over at 1. */
export interface NamingScheme {
  prefix: string;
  digits: number;
}

/**
 * The name a camera gives to the n-th file after `first`: IMG_9998, IMG_9999, IMG_0001. Cameras
 * never use 0 (DCF, JEITA CP-3461: file numbers are 0001 to 9999).
 */
export function cameraFileName(
  { prefix, digits }: NamingScheme,
  first: number,
  nth: number,
): string {
  const numbers = 10 ** digits - 1;
  const number = ((first - 1 + nth) % numbers) + 1;
  return `${prefix}${String(number).padStart(digits, '0')}.JPG`;
}

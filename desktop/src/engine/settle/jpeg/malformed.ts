/** Thrown inside the walk only, which turns it into a verdict. */
export class MalformedJpeg extends Error {
  /** Offset in the file where it stops making sense. */
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.name = 'MalformedJpeg';
    this.at = at;
  }
}

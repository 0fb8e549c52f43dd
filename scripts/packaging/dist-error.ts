/** What keeps the app from being packaged, as one sentence for the person at the terminal. */
export class DistError extends Error {
  override name = 'DistError';
}

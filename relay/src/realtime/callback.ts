/** Whether the last argument of a message is something that can be answered. */
export function isCallback(value: unknown): value is (reply: unknown) => void {
  return typeof value === 'function';
}

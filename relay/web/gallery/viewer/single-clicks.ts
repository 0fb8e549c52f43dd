/** The longest that systems let pass between the two clicks of a double click, in milliseconds. */
const DOUBLE_CLICK_MS = 500;

/**
 * Many double-click where a click is enough: the second one would take back what the first has done,
 * zoom into a photo that was only to be opened or, beside it, close it again.
 *
 * @param openedAt when the photo was opened, by the clock of events.
 * @returns whether something is to be done about this click.
 */
export function singleClicks(openedAt: number): (event: { timeStamp: number }) => boolean {
  let last = openedAt;
  return ({ timeStamp }) => {
    const isSecond = timeStamp - last < DOUBLE_CLICK_MS;
    last = timeStamp;
    return !isSecond;
  };
}

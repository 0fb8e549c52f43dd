/** Works through a list in several lanes; resolves to how many are done in a second. */
export async function ratePerSecond<T>(
  work: readonly T[],
  lanes: number,
  run: (one: T) => Promise<unknown>,
): Promise<number> {
  const waiting = [...work];
  const started = performance.now();
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (work.length * 1000) / (performance.now() - started);
}

export function rate(perSecond: number): string {
  return `${perSecond >= 100 ? Math.round(perSecond).toLocaleString('en') : perSecond.toFixed(1)}/s`;
}

/**
 * One short line per step on standard error: at a terminal it says at once what takes its time,
 * elsewhere (logs) only what it took.
 *
 * @param {string} name
 * @returns {() => void} to call when it is done
 */
export function announce(name) {
  const start = performance.now();
  const terminal = process.stderr.isTTY;
  if (terminal) process.stderr.write(`set-up: ${name} …`);
  return () => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`${terminal ? '\r' : ''}set-up: ${name} ${seconds} s\n`);
  };
}

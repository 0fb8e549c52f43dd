import os from 'node:os';

/** One line that says what the figures were measured on. */
export function machine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.availableParallelism()} cores ${cpus[0]?.model.trim() ?? 'unknown'}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;
}

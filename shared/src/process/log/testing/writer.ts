import { RotatingFile } from '../rotating-file.ts';

/* Writes so many lines, says so and stays: `writer.ts FOLDER NAME LINES`. */

const [folder = '', name = '', lines = ''] = process.argv.slice(2);
const file = new RotatingFile({
  folder,
  name: 'error',
  maxBytes: 160_000,
  keepDays: 3,
  now: Date.now,
});
for (let index = 0; index < Number(lines); index += 1)
  file.write(`process ${name} line ${index}\n`);
process.send?.('done');
setInterval(() => undefined, 1_000);

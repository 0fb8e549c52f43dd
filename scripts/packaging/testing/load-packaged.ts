import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import * as z from 'zod/mini';

/*
 * `node load-packaged.ts FOLDER`: loads every library of an unpacked app as its main program does,
 * lets each do a little work, and prints what came of it as a line of JSON.
 */

/** What is used of each; the packages are those of the folder, not of the clone. */
type Sqlite = new (file: string) => { prepare(sql: string): { get(): unknown } };
type Sharp = (input: { text: { text: string; font: string; fontfile: string } }) => {
  jpeg(): { toBuffer(how: object): Promise<{ info: { format: string } }> };
};

const folder = process.argv[2] ?? '';
const require = createRequire(`${folder}/dist/electron/main.js`);

const isFunction = (value: unknown): boolean => typeof value === 'function';
const Database = z.parse(z.custom<Sqlite>(isFunction), require('better-sqlite3'));
const sharp = z.parse(z.custom<Sharp>(isFunction), require('sharp'));
// Looked at from outside: to read some of its properties is to ask for Electron.
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const updater = z.parse(z.custom<object>(isObject), require('electron-updater'));

const sqlite = new Database(':memory:').prepare('select sqlite_version() as version').get();

const fontfile = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSerif.ttf');
const { info } = await sharp({ text: { text: 'Anna', font: 'DejaVu Serif 40', fontfile } })
  .jpeg()
  .toBuffer({ resolveWithObject: true });

const updaters = Object.keys(updater).filter((name) => /.Updater$/.test(name));

const worker = new Worker(`${folder}/dist/electron/heif-worker.js`);
worker.postMessage({ id: 1, bytes: new Uint8Array(64) }, []);
const heif = await new Promise<unknown>((resolve, reject) => {
  worker.once('message', resolve);
  worker.once('error', reject);
});
await worker.terminate();

process.stdout.write(`${JSON.stringify({ sqlite, format: info.format, updaters, heif })}\n`);

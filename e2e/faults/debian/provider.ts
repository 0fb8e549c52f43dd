import { writeFile } from 'node:fs/promises';
import { startS3Server } from '../../../relay/src/testing/s3-server.ts';

/* `provider.ts FOLDER FILE`: the provider of a bucket; writes its address into the file. */
const [folder = '', file = ''] = process.argv.slice(2);
const server = await startS3Server(folder);
await writeFile(file, server.settings().endpoint ?? '');

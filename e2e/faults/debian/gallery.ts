import { createHash } from 'node:crypto';
import { createRelayClient } from '@picture-live/shared/client';
import { asDevice, newId, noisePicture } from '../../harness/device.ts';
import { viewRelay } from '../../harness/relay-view.ts';

/*
 * `gallery.ts ORIGIN [PHOTOS]`, with DEVICE_TOKEN in the environment: delivers so many photos, then
 * says in one line how many there are, with a hash of the list and of every byte behind it.
 */
const [origin = '', photos = '0'] = process.argv.slice(2);
const deviceToken = process.env['DEVICE_TOKEN'] ?? '';
const { sessions } = await createRelayClient({ baseUrl: origin, deviceToken }).device();
const sessionId = sessions[0]?.id ?? '';
const device = asDevice(origin, sessionId, deviceToken);
for (let count = 0; count < Number(photos); count += 1) {
  const [thumb, grid] = [await noisePicture(300, 200, 8_000), await noisePicture(900, 600, 60_000)];
  await device.upload(thumb);
  await device.upload(grid);
  await device.publish(newId(Date.now()), 1, thumb, grid);
}
const view = viewRelay(origin, sessionId);
const listed = await view.photos();
const hash = createHash('sha256').update(JSON.stringify(listed));
for (const { renditions } of listed) {
  for (const rendition of Object.values(renditions)) {
    if (rendition === undefined) continue;
    const { status, bytes } = await view.rendition(rendition.url);
    hash.update(`${status}`).update(bytes);
  }
}
process.stdout.write(`${listed.length} photos, ${hash.digest('hex')}\n`);

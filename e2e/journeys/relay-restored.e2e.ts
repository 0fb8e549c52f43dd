import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BROWSER, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { runCommand } from '../harness/command.ts';
import { asDevice, newId, noisePicture } from '../harness/device.ts';
import { photograph } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { newDeviceToken, startEngine, startRelay } from '../harness/parts.ts';
import { freePort } from '../harness/ports.ts';
import { temporaryFolder } from '../harness/project.ts';
import { problemsOf } from '../harness/proof.ts';
import { viewRelay } from '../harness/relay-view.ts';

it.skipIf(BROWSER === null)(
  'a relay that was restored gets from the laptop what came after the backup, and an open gallery shows it',
  async () => {
    const scratch = await temporaryFolder('restored');
    onTestFinished(() => scratch.remove());
    const dataDir = path.join(scratch.path, 'relay');
    const file = path.join(scratch.path, 'party.tar');
    const settings = { dataDir, deviceToken: newDeviceToken(), port: await freePort() };
    const first = await startRelay(settings);
    onTestFinished(() => first.kill());
    const { sessionId, slug } = first.ready;
    const relayUrl = `http://127.0.0.1:${settings.port}`;
    const view = viewRelay(relayUrl, sessionId);
    const { deviceToken } = settings;
    const hotFolder = path.join(scratch.path, 'hot');
    const laptop = { dataDir: path.join(scratch.path, 'engine'), hotFolder };
    const before = await startEngine({ ...laptop, relayUrl, deviceToken, sessionId });
    onTestFinished(() => before.kill());
    const shoot = async (seed: number): Promise<void> => {
      const { name, bytes } = await photograph(seed);
      await writeFile(path.join(hotFolder, name), bytes);
    };
    await shoot(1);
    await view.waitForComplete(1);
    expect(await runCommand('backup', [file], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
    await shoot(2);
    const [late] = await view.waitForComplete(2);

    const browser = await launchBrowser();
    onTestFinished(() => browser.close());
    const guest = await openPage(browser, PHONE);
    const gallery = await openGallery(guest.page, `${relayUrl}/g/${slug}`);
    await gallery.picture(late?.id ?? '').waitFor();
    await guest.page.context().setOffline(true);
    await before.stop();
    await first.kill();
    await rm(dataDir, { recursive: true });
    await mkdir(dataDir);
    expect(await runCommand('restore', [file], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });

    // More than was lost: by its number alone the page would take the feed for the one it knows.
    const second = await startRelay(settings);
    onTestFinished(() => second.kill());
    const device = asDevice(relayUrl, sessionId, deviceToken);
    for (const seed of [1, 2, 3, 4]) {
      const [thumb, grid] = [
        await noisePicture(90, 60, 1_000 * seed),
        await noisePicture(180, 120, 3_000 * seed),
      ];
      await device.upload(thumb);
      await device.upload(grid);
      await device.publish(newId(Date.now()), 1, thumb, grid);
    }
    const after = await startEngine({ ...laptop, relayUrl, deviceToken, sessionId });
    onTestFinished(() => after.kill());
    const live = await view.waitForPhotos(6);
    expect(live.map(({ id }) => id)).toContain(late?.id);

    await guest.page.context().setOffline(false);
    for (const { id } of live) await gallery.cell(id).waitFor();
    await expect.poll(() => gallery.photoIds()).toEqual((await view.photos()).map(({ id }) => id));
    expect((await problemsOf(view, 6)).filter((problem) => /twice|announce/.test(problem))).toEqual(
      [],
    );
  },
);

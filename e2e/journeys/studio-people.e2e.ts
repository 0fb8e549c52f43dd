import { createAuth, deviceClient, photoClient, tokensInMemory } from '@picture-live/shared/client';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, LAPTOP, openPage, PHONE } from '../harness/browser.ts';
import { asDevice, newId, noisePicture } from '../harness/device.ts';
import { openGallery } from '../harness/gallery.ts';
import { readPdf } from '../harness/read-pdf.ts';
import { setRelayStage, type OpenSession } from '../harness/relay-stage.ts';
import { openStudio, saved } from '../harness/studio.ts';

async function shoot({ device }: OpenSession): Promise<string> {
  const [thumb, grid] = [await noisePicture(400, 267, 1), await noisePicture(1_080, 720, 1)];
  for (const picture of [thumb, grid]) await device.upload(picture);
  const id = newId(Date.now());
  await device.publish(id, 1, thumb, grid);
  return id;
}

describe.skipIf(BROWSER === null)('the studio of an owner', () => {
  const stage = setRelayStage();

  it('invites somebody by a link, who comes in with a phone and does what the role allows', async () => {
    const session = await stage.openSession('Invited');
    const owner = await openStudio(stage, `/sessions/${session.id}/people`, LAPTOP);
    const { page } = owner;
    await page.getByRole('button', { name: 'Invite with a link' }).click();
    await page.getByRole('radio', { name: /^Moderator/ }).check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.getByRole('textbox', { name: 'The link is ready' }).inputValue();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Moderator · runs out in 14 days').waitFor();

    const guest = await openPage(stage.browser, PHONE);
    await guest.page.goto(link);
    await guest.page.getByLabel('Your name').fill('Li');
    await guest.page.getByLabel('E-mail address').fill('li@example.com');
    await guest.page.getByLabel('Choose a password').fill('another long password');
    await guest.page.getByRole('button', { name: 'Make the account' }).click();
    const parts = guest.page.getByRole('navigation', { name: 'Parts of the session' });
    await parts.getByRole('link', { name: 'Numbers' }).waitFor();
    expect(await parts.getByRole('link', { name: 'Access' }).count()).toBe(0);

    await page.reload();
    const role = page.getByLabel('Role of Li');
    await expect.poll(() => role.inputValue()).toBe('moderator');
    await role.selectOption('photographer');
    await page.getByText('Li: Photographer').waitFor();
    await page.getByRole('button', { name: 'Remove Li' }).click();
    await expect.poll(() => role.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(() => role.inputValue()).toBe('photographer');
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('link', { name: 'Log' }).click();
    await page.getByText('Anna made Li photographer').waitFor();
    await page.getByLabel('What', { exact: true }).selectOption({ label: 'Invitations used' });
    await expect.poll(() => page.locator('.audit-list li').count()).toBe(1);
    await page.getByText('Li came in by invitation as moderator').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect([...owner.errors, ...guest.errors]).toEqual([]);
  });

  it('sees what guests did, hour by hour and photo by photo, and takes it along as CSV', async () => {
    const session = await stage.openSession('Counted');
    const [first] = [await shoot(session), await shoot(session)];
    await stage.owner.changeSession(session.id, { switches: { likes: true } });
    const guest = await openPage(stage.browser, PHONE);
    const gallery = await openGallery(guest.page, `${stage.url}/g/${session.slug}`);
    await gallery.openPhoto(first);
    const photos = photoClient(stage.owner.auth.call);
    await photos.like(first, true);
    await fetch(`${stage.url}/api/photos/${first}/download`);

    const { page, errors } = await openStudio(stage, `/sessions/${session.id}/numbers`, LAPTOP);
    const said = (plot: string): Promise<string> =>
      page.getByRole('region', { name: plot }).locator('header p').innerText();
    await expect.poll(() => said('Visits')).toBe('1 in all');
    await expect.poll(() => said('Photos opened')).toBe('1 in all');
    expect(await said('Downloads')).toBe('1 photos, 0 ZIPs');
    expect(await said('Likes')).toBe('1 in all');
    expect(await said('Photos published')).toBe('2 in all');
    await expect.poll(() => said('Open galleries')).toMatch(/^1 now/);
    await page.getByRole('slider', { name: 'Visits' }).focus();
    expect(await said('Visits')).toMatch(/: 1$/);
    await page.keyboard.press('ArrowLeft');
    expect(await said('Visits')).toMatch(/: 0$/);
    await expect.poll(() => page.locator('.top-photos li').count()).toBe(1);
    await page.getByText('The same as a table').click();
    await expect.poll(() => page.locator('.numbers-table tbody tr').count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);

    const csv = await saved(page, 'Every photo (CSV)');
    expect(csv.name).toBe(`${session.slug}-photos.csv`);
    const [head, ...lines] = csv.bytes.toString().trim().split('\r\n');
    const column = head?.split(',').indexOf('downloads') ?? -1;
    const line = lines.find((one) => one.endsWith(first));
    expect(lines).toHaveLength(2);
    expect(line?.split(',')[column]).toBe('1');
    const overTime = await saved(page, 'Over time (CSV)');
    expect(overTime.bytes.toString()).toContain('photo views');
    expect(errors).toEqual([]);
  });

  it('prints posters whose codes open the gallery, one on a page and eight on a sheet', async () => {
    const session = await stage.openSession('安娜 & Li · Wedding 🎉');
    const { page, errors } = await openStudio(stage, `/sessions/${session.id}/access`, LAPTOP);
    const link = `${stage.url}/g/${session.slug}`;
    await page.getByLabel('Language on the poster').selectOption({ label: 'Both' });
    const one = await saved(page, 'Save as PDF');
    expect(one.name).toBe(`${session.slug}-a4.pdf`);
    expect(await readPdf(stage.browser, one.bytes, [1, 1])).toEqual({
      width: 210,
      height: 297,
      codes: [{ text: link, x: 0, y: 0 }],
    });
    await page.getByLabel('Paper').selectOption({ label: 'A4 with eight table cards to cut' });
    const eight = await saved(page, 'Save as PDF');
    const sheet = await readPdf(stage.browser, eight.bytes, [4, 2]);
    expect(sheet).toMatchObject({ width: 297, height: 210 });
    expect(sheet.codes.map(({ text }) => text)).toEqual(Array<string>(8).fill(link));
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('pairs a laptop by its code and revokes one, which is refused from then on', async () => {
    const session = await stage.openSession('Delivered');
    await shoot(session);
    const nobody = createAuth({ baseUrl: stage.url, store: tokensInMemory() });
    const laptop = deviceClient(nobody.call);
    const { userCode, deviceCode } = await laptop.startPairing({ name: 'Second shooter' });
    const { page, errors } = await openStudio(stage, '/devices', PHONE);
    await page
      .getByText(/this minute|minutes? ago/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Pair a laptop' }).click();
    await page.getByLabel('Code on the laptop').fill('aaaa-bbbb');
    await page.getByRole('checkbox', { name: 'Delivered' }).check();
    await page.getByRole('button', { name: 'Pair', exact: true }).click();
    await page.getByText('This is not a code that a laptop shows').waitFor();
    await page.getByLabel('Code on the laptop').fill(userCode.toLowerCase().replace('-', ' '));
    await page.getByRole('button', { name: 'Pair', exact: true }).click();
    await page.getByText('Second shooter is paired').waitFor();
    await page.locator('.toast').getByRole('button', { name: 'Close' }).click();
    const { deviceToken } = await laptop.claimPairing(deviceCode);
    const second = asDevice(stage.url, session.id, deviceToken);
    const picture = await noisePicture(400, 267, 1);
    await second.upload(picture);
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'Revoke Second shooter' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).last().click();
    await page.getByText('Second shooter can no longer deliver.').waitFor();
    await expect(second.upload(picture)).rejects.toThrow('401');
    // The wrong code is what the browser calls an error.
    expect(errors).toEqual([expect.stringContaining('404')]);
  });

  it('sees where else it is logged in and ends that', async () => {
    const elsewhere = createAuth({ baseUrl: stage.url, store: tokensInMemory() });
    await elsewhere.login(stage.owner);
    const { page, errors } = await openStudio(stage, '/account', PHONE);
    const logins = page.getByRole('region', { name: 'Where you are logged in' });
    await logins.getByText(/^Chrome · (Linux|Mac|Windows|Android) \(here\)$/).waitFor();
    await logins.getByRole('button', { name: 'End all others' }).click();
    await page.getByText('You are logged in only here.').waitFor();
    await expect(elsewhere.profile()).rejects.toMatchObject({ code: 'unauthorized' });
    await page.getByRole('region', { name: 'Log' }).getByText('Anna ended').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

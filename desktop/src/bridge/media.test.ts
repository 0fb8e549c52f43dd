import { describe, expect, it, vi } from 'vitest';
import { mediaResponse } from './media.ts';
import { sampleId } from './testing/samples.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
const media = vi.fn(async () => JPEG);
const recipeMedia = async () => null;
const messageMedia = async () => null;

describe('mediaResponse', () => {
  it.each(['/media/', 'media/'])('answers a picture below %s', async (start) => {
    const reply = await mediaResponse(
      { media, recipeMedia, messageMedia },
      `${start}${sampleId(7)}/2/grid.jpg`,
    );
    expect(media).toHaveBeenCalledWith(sampleId(7), 2, 'grid');
    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } });
    expect(reply.body).toBe(JPEG);
  });

  it('lets a page keep what never changes, and ask again for what is not made yet', async () => {
    const made = await mediaResponse(
      { media, recipeMedia, messageMedia },
      `/media/${sampleId(7)}/1/thumb.jpg`,
    );
    expect(made.headers['cache-control']).toContain('immutable');
    const none = { media: async () => null, recipeMedia, messageMedia };
    const missing = await mediaResponse(none, `/media/${sampleId(7)}/1/thumb.jpg`);
    expect(missing).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } });
  });

  it.each([
    '/media/../../secrets.json',
    '/media/%2e%2e/1/grid.jpg',
    `/media/${sampleId(7)}/0/grid.jpg`,
    `/media/${sampleId(7)}/1e3/grid.jpg`,
    `/media/${sampleId(7)}/1/original.jpg`,
    `/media/${sampleId(7)}/1/grid.jpg/`,
    `/media/${sampleId(7)}/1/grid.png`,
    `/media/${'a'.repeat(5000)}/1/grid.jpg`,
  ])('does not ask the engine for %s', async (path) => {
    const asked = vi.fn(async () => JPEG);
    expect((await mediaResponse({ media: asked, recipeMedia, messageMedia }, path)).status).toBe(
      404,
    );
    expect(asked).not.toHaveBeenCalled();
  });
});

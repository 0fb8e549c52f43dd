import os from 'node:os';
import { RENDITION_NAMES } from '@picture-live/shared/protocol';
import sharp from 'sharp';
import { measureDeveloping } from './measured-run.ts';
import { BENCH_RECIPE } from './recipe.ts';

/*
 * What most programs do: one sharp pipeline per size, each with the watermark composited. The
 * watermark is drawn beforehand, once per size; nothing is proven or written to a disk.
 */
const { watermark } = BENCH_RECIPE;
if (watermark?.kind !== 'text') throw new Error('The bench needs a text watermark.');

const stamps = await Promise.all(
  RENDITION_NAMES.map(async (name) => {
    const { longEdge } = BENCH_RECIPE[name];
    const height = Math.round(longEdge * watermark.size);
    const alpha = Math.round(watermark.opacity * 65_535);
    const text = `<span foreground="white" alpha="${alpha}">${watermark.text}</span>`;
    return sharp({ text: { text, height, rgba: true } })
      .png()
      .toBuffer();
  }),
);

await measureDeveloping(
  (source) =>
    Promise.all(
      RENDITION_NAMES.map((name, index) => {
        const { longEdge, quality } = BENCH_RECIPE[name];
        return sharp(source)
          .autoOrient()
          .resize({ width: longEdge, height: longEdge, fit: 'inside', withoutEnlargement: true })
          .composite([{ input: stamps[index] ?? Buffer.alloc(0), gravity: 'southeast' }])
          .jpeg({ quality })
          .toBuffer();
      }),
    ),
  os.availableParallelism(),
);

import { DEFAULT_RECIPE, type Recipe } from '@picture-live/shared/domain';

/** What both sides of the render bench develop with. */
export const BENCH_RECIPE: Recipe = {
  ...DEFAULT_RECIPE,
  watermark: {
    kind: 'text',
    text: '© Jané Fotografie',
    font: 'sans-bold',
    colour: '#ffffff',
    size: 0.03,
    margin: 0.02,
    opacity: 0.7,
    position: 'bottom-right',
  },
  artist: 'Jané',
  copyright: '© Jané Fotografie',
};

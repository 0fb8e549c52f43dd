import type { Layer } from './blend.ts';

/**
 * Layers that were drawn before, by what they were drawn from. At most so many bytes are kept, the
 * least recently used go first; a layer that is being drawn is drawn once, whoever waits for it.
 */
export function createLayerCache<L extends Layer>(maxBytes: number) {
  const kept = new Map<string, { layer: Promise<L | null>; bytes: number }>();

  function makeRoom(): void {
    let bytes = [...kept.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [key, entry] of kept) {
      if (bytes <= maxBytes) return;
      bytes -= entry.bytes;
      kept.delete(key);
    }
  }

  return async function layerOf(key: string, draw: () => Promise<L | null>): Promise<L | null> {
    const entry = kept.get(key) ?? { layer: draw(), bytes: 0 };
    kept.delete(key);
    kept.set(key, entry);
    try {
      const layer = await entry.layer;
      entry.bytes = key.length + (layer ? layer.keep.length + layer.add.length : 0);
      makeRoom();
      return layer;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}

import type { Photo } from '@picture-live/shared/protocol';
import { widthIn } from '../pool/rendition.ts';
import { createFrame, type Frame } from './frame.ts';
import {
  choosePlace,
  fitInto,
  layMosaic,
  MOSAIC_PHOTOS,
  type MosaicCell,
  type Place,
} from './mosaic-layout.ts';
import type { Stage } from './stage.ts';

interface Tile extends Place {
  cell: MosaicCell;
  element: HTMLElement;
  frame: Frame;
}

/** Several photos, of which one after the other is exchanged. */
export function stageMosaic(host: HTMLElement): Stage {
  let tiles: Tile[] = [];
  let laidFor = '';
  let turn = 0;

  const isPortrait = ({ width, height }: Photo): boolean => width < height;
  const boxOf = ({ width, height }: MosaicCell): { width: number; height: number } => ({
    width: width * host.clientWidth,
    height: height * host.clientHeight,
  });
  const ratioOf = (box: { width: number; height: number }): number => box.width / box.height;

  function arrange(photos: ReadonlyMap<string, Photo>): void {
    const upright = [...photos.values()].filter(isPortrait).length;
    // In sixths: a single photo more is no reason to lay everything anew.
    const portraits = Math.round((upright / Math.max(1, photos.size)) * 6) / 6;
    const count = Math.min(MOSAIC_PHOTOS, photos.size);
    const ratio = ratioOf({ width: host.clientWidth, height: host.clientHeight });
    const wanted = [ratio.toFixed(2), portraits, count].join(' ');
    if (wanted === laidFor || photos.size === 0) return;
    laidFor = wanted;
    clear();
    tiles = layMosaic(ratio, portraits, photos.size).map((cell) => createTile(host, cell));
  }

  function clear(): void {
    for (const { frame, element } of tiles) {
      frame.clear();
      element.remove();
    }
    tiles = [];
  }

  const emptyTiles = (): Tile[] => tiles.filter(({ since }) => since === null);
  const tileOf = (photoId: string): Tile | undefined =>
    tiles.find(({ frame }) => frame.shown()?.photo.id === photoId);

  return {
    changes: 2,
    pixelsFor(photo) {
      const fitting = tiles.filter((tile) => tile.isPortrait === isPortrait(photo));
      const widths = (fitting.length > 0 ? fitting : tiles).map(({ cell }) => {
        const box = boxOf(cell);
        return widthIn(photo, box, fitInto(ratioOf(photo), ratioOf(box)));
      });
      return Math.max(0, ...widths) * window.devicePixelRatio;
    },
    async show(entrance, how) {
      const { photo } = entrance;
      const tile = tiles[choosePlace(tiles, isPortrait(photo))];
      if (tile === undefined) return entrance.picture.release();
      tile.since = turn;
      turn += 1;
      const fit = fitInto(ratioOf(photo), ratioOf(boxOf(tile.cell)));
      await tile.frame.show({ ...entrance, caption: null, fit }, how);
    },
    isWanting: () => emptyTiles().length > 0,
    suits(photo) {
      const empty = emptyTiles();
      return empty.length === 0 || empty.some((tile) => tile.isPortrait === isPortrait(photo));
    },
    onScreen: () => tiles.flatMap(({ frame }) => frame.shown() ?? []),
    sharpen(photoId, url, picture) {
      const tile = tileOf(photoId);
      if (tile === undefined) picture.release();
      else tile.frame.sharpen(url, picture);
    },
    drop(photoId) {
      const dropped = tiles.filter(({ frame }) => frame.drop(photoId));
      for (const tile of dropped) if (tile.frame.shown() === null) tile.since = null;
      return dropped.length > 0;
    },
    arrange,
    stop: clear,
  };
}

function createTile(host: HTMLElement, cell: MosaicCell): Tile {
  const element = document.createElement('div');
  element.className = 'tile';
  const share = (value: number): string => `${value * 100}%`;
  element.style.left = share(cell.x);
  element.style.top = share(cell.y);
  element.style.width = share(cell.width);
  element.style.height = share(cell.height);
  host.append(element);
  return { cell, element, frame: createFrame(element), isPortrait: cell.isPortrait, since: null };
}

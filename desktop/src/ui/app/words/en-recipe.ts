import type {
  PhotoShape,
  TemplateVariable,
  WatermarkFont,
  WatermarkPosition,
} from '@picture-live/shared/domain';
import type { RenditionName } from '@picture-live/shared/protocol';

const positions: Record<WatermarkPosition, string> = {
  'top-left': 'Top left',
  top: 'Top',
  'top-right': 'Top right',
  left: 'Left',
  center: 'Centre',
  right: 'Right',
  'bottom-left': 'Bottom left',
  bottom: 'Bottom',
  'bottom-right': 'Bottom right',
};

const fonts: Record<WatermarkFont, string> = {
  sans: 'Sans',
  'sans-bold': 'Sans bold',
  'condensed-bold': 'Condensed bold',
  serif: 'Serif',
  'serif-bold': 'Serif bold',
  mono: 'Typewriter',
};

const shapes: Record<PhotoShape, string> = {
  landscape: 'Landscape',
  portrait: 'Portrait',
  square: 'Square',
};

const variables: Record<TemplateVariable, string> = {
  photographer: 'Photographer',
  year: 'Year',
  date: 'Date',
  time: 'Time',
  session: 'Session',
  filename: 'File name',
  number: 'Camera number',
  camera: 'Camera',
};

const renditions: Record<RenditionName, string> = { thumb: 'Thumb', grid: 'Grid', full: 'Full' };

const these = (n: number, count: string) => (n === 1 ? '1 photo' : `${count} photos`);

/** The words of recipes; `count` is a number that is already written out. */
export const recipe = {
  title: 'Recipe',
  edit: 'Edit the recipes',
  choose: 'Recipe for new shots',
  watermark: 'Watermark',
  frame: 'Frame',
  artist: 'Artist',
  copyright: 'Copyright',
  none: 'None',
  logo: 'Logo',
  save: 'Save',
  saveAsNew: 'Save as new',
  close: 'Close the recipes',
  saved: 'Saved for shots from now on',
  chosen: 'Chosen for shots from now on',
  deleted: (name: string) => `Deleted “${name}”`,
  undo: 'Undo',
  revert: 'Discard changes',
  unsaved: 'Not saved yet',

  library: 'Recipes',
  edited: 'Recipe you are editing',
  inUse: 'in use',
  use: 'Use this recipe',
  import: 'Import',
  export: 'Export',
  exportHint: 'One file with all drawings, as it was last saved',
  remove: 'Delete',
  name: 'Name',
  copyOf: (name: string) => `${name} 2`,

  preview: 'Preview',
  previewOn: (name: string) => `On ${name}`,
  previewStays: 'Stays on this laptop.',
  previewOfRendition:
    'The file of this shot is gone. You see the recipe on the published picture, with its old watermark.',
  previewNone: 'The preview appears with the first shot.',
  previewSize: (width: string, height: string, bytes: string) => `${width} × ${height} · ${bytes}`,
  making: 'Developing…',
  rendition: 'Rendition',
  renditions,

  kinds: { none: 'None', text: 'Text', logo: 'Logo' },
  text: 'Text',
  insert: 'Insert…',
  insertInto: (field: string) => `Insert a variable into ${field}`,
  variables,
  font: 'Font',
  fonts,
  colour: 'Colour',
  size: 'Size',
  opacity: 'Opacity',
  margin: 'Margin',
  position: 'Place',
  positions,
  shapes,
  logoHint: 'PNG with transparency, or SVG. A shape without a drawing of its own takes another’s.',
  frameHint: 'PNG with transparency, or SVG, over the whole photo. Shapes without one get none.',
  chooseDrawing: (shape: string) => `Choose a drawing for ${shape.toLowerCase()}`,
  removeDrawing: (shape: string) => `Remove the drawing for ${shape.toLowerCase()}`,
  fit: 'How it fits',
  fits: { stretch: 'Stretched to the photo', fit: 'In its own shape' },

  credit: 'Artist and copyright',
  asCamera: 'As the camera wrote it',
  writes: 'Write into the files',
  creditHint: 'Nothing else is ever written into a published photo.',
  inGallery: 'In the gallery',
  caption: 'Caption',
  captionNone: 'No caption',
  captionHint:
    'New photos get it in the gallery. What somebody writes there by hand is left alone.',
  captionReads: (caption: string) => `Caption: ${caption}`,
  sizes: 'Sizes',
  format: 'Format',
  formats: { jpeg: 'JPEG', progressive: 'JPEG, progressive' },
  longEdge: 'Long edge',
  quality: 'Quality',
  pixels: 'px',

  outdated: (n: number, count: string) =>
    `${these(n, count)} ${n === 1 ? 'was' : 'were'} made by another recipe.`,
  redevelop: 'Develop again',
  redeveloping: (done: string, total: string) => `Developing again: ${done} of ${total}`,
  redeveloped: (n: number, count: string) => `${these(n, count)} developed again.`,
  stayed: (n: number, count: string) =>
    `${these(n, count)} ${n === 1 ? 'stays as it is' : 'stay as they are'}:`,
  gone: 'the original is gone',
  stop: 'Stop',
  dismiss: 'OK',
};

export type RecipeWords = typeof recipe;

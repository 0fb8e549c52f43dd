import path from 'node:path';

/** Where things stand in the generated pages, and how one gets there from another page. */

export const OVERVIEW = 'docs/api.md';
export const EVENTS = 'docs/events.md';
export const TYPES = 'docs/api/types.md';

/** The page of a group of calls. */
export function pageOf(tag: string): string {
  return `docs/api/${tag.toLowerCase()}.md`;
}

/** As GitHub makes the address of a heading: lower case, no punctuation, hyphens for spaces. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** A link from one page to a heading of another, or of its own. */
export function linkTo(heading: string, from: string, to: string): string {
  return `${from === to ? '' : relative(from, to)}#${anchorOf(heading)}`;
}

function relative(from: string, to: string): string {
  return path.posix.relative(path.posix.dirname(from), to);
}

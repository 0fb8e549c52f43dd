import type { ShotWish } from '../../bridge/after-publishing.ts';

/** What is left to do of a wish that was not carried out when the next one came: the later word counts. */
export function mergeWishes(before: ShotWish, next: ShotWish): ShotWish {
  const tag = union(without(before.tag, next.untag), next.tag);
  const untag = union(without(before.untag, next.tag), next.untag);
  const { tag: _tag, untag: _untag, ...facets } = { ...before, ...next };
  return { ...facets, ...(tag.length > 0 && { tag }), ...(untag.length > 0 && { untag }) };
}

/** The tags of a shot when a wish has been carried out, in the order in which they were added. */
export function tagsAfter(tags: readonly string[], { tag, untag }: ShotWish): string[] {
  return union(without(tags, untag), tag);
}

function union(words: readonly string[], more: readonly string[] = []): string[] {
  return [...new Set([...words, ...more])];
}

function without(words: readonly string[] = [], taken: readonly string[] = []): string[] {
  return words.filter((word) => !taken.includes(word));
}

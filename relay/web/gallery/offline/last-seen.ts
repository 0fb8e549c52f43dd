import * as z from 'zod/mini';
import { keepIn, keptIn } from '../page/kept.ts';

/** Galleries by their slugs, the last one seen at the end. */
const LastSeen = z.array(z.object({ slug: z.string(), title: z.string() }));

const NAME = 'galleries seen';
const MAX_SEEN = 20;

/** Remembers what a gallery is called, for when it is opened without a network. Nothing else of it. */
export function rememberTitle(slug: string, title: string): void {
  const others = (keptIn(NAME, LastSeen) ?? []).filter((one) => one.slug !== slug);
  keepIn(NAME, [...others, { slug, title }].slice(-MAX_SEEN));
}

/** Null for one that was never seen here. */
export function titleSeen(slug: string): string | null {
  return keptIn(NAME, LastSeen)?.find((one) => one.slug === slug)?.title ?? null;
}

/** It is not there any more, or not for this guest. */
export function forgetTitle(slug: string): void {
  keepIn(
    NAME,
    (keptIn(NAME, LastSeen) ?? []).filter((one) => one.slug !== slug),
  );
}

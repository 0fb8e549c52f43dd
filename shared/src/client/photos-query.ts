import type { PhotoFilter, PhotoOrder } from '../protocol/index.ts';
import { queryOf } from './http.ts';

/**
 * A page of a session's photos; `after` is the `nextCursor` of the page before. In the order of
 * capture `before` goes the other way, by `previousCursor`.
 */
export interface PhotosQuery extends PhotoFilter {
  sessionId: string;
  order?: PhotoOrder | undefined;
  after?: string | undefined;
  before?: string | undefined;
  limit?: number | undefined;
}

export function photosPath({ featured, liked, includeHidden, ...query }: PhotosQuery): string {
  const search = queryOf({
    ...query,
    featured: featured?.toString(),
    liked: liked?.toString(),
    includeHidden: includeHidden?.toString(),
  });
  return `/api/photos?${search}`;
}

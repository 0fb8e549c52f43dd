import { assertNever } from '@picture-live/shared/errors';
import { RENDITION_NAMES } from '@picture-live/shared/protocol';
import type { Photo, PhotoDetail as Detail } from '@picture-live/shared/protocol';
import type { ComponentChildren } from 'preact';
import { formatMoment, formatNumber } from '../../words/formats.ts';
import { formatBytes } from '../words/format-bytes.ts';
import { photosWords as words } from '../words/photos-words.ts';

/** What is known of a photo. @param detail null while it is asked for. */
export function Facts({ photo, detail }: { photo: Photo; detail: Detail | null }) {
  const said = words.detail;
  return (
    <section>
      <h3 class="small-head">{said.facts}</h3>
      <dl class="facts">
        <Fact name={said.state}>
          {photo.hidden === undefined ? said.seen : words.marks[photo.hidden]}
        </Fact>
        <Fact name={said.taken}>{formatMoment(photo.capturedAt)}</Fact>
        <Fact name={said.published}>{formatMoment(photo.publishedAt)}</Fact>
        {photo.photographer !== undefined && (
          <Fact name={said.photographer}>{photo.photographer}</Fact>
        )}
        {detail?.broughtBy !== undefined && (
          <Fact name={said.broughtBy}>{bringer(detail.broughtBy)}</Fact>
        )}
        <Fact name={said.likes}>{formatNumber(detail?.likes ?? photo.likes ?? 0)}</Fact>
        {detail?.views !== undefined && <Fact name={said.views}>{formatNumber(detail.views)}</Fact>}
        {detail?.downloads !== undefined && (
          <Fact name={said.downloads}>{formatNumber(detail.downloads)}</Fact>
        )}
        {photo.revision > 1 && <Fact name={said.revision}>{formatNumber(photo.revision)}</Fact>}
      </dl>
      <h3 class="small-head">{said.sizes}</h3>
      <dl class="facts">
        {RENDITION_NAMES.map((name) => {
          const rendition = photo.renditions[name];
          if (rendition === undefined) return null;
          const { width, height, bytes, url } = rendition;
          const text = said.size(width, height, formatBytes(bytes));
          return (
            <Fact key={name} name={said[name]}>
              {photo.hidden === undefined ? (
                <a href={url} target="_blank" rel="noopener">
                  {text}
                </a>
              ) : (
                text
              )}
            </Fact>
          );
        })}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function bringer({ kind, name }: NonNullable<Detail['broughtBy']>): string {
  switch (kind) {
    case 'laptop':
      return words.detail.byLaptop(name);
    case 'member':
      return words.detail.byMember(name);
    case 'guest':
      return words.detail.byGuest;
    default:
      return assertNever(kind);
  }
}

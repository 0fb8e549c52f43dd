import { PictureLiveError } from '@picture-live/shared/errors';
import type { PhotoOverview } from '@picture-live/shared/protocol';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PanelProps } from '../page/panels.tsx';
import { useStore } from '../page/store.ts';
import { EVERYTHING, isSameView, type Filter, type View } from '../photos/view.ts';
import { Sheet } from '../sheet/sheet.tsx';
import { Chip } from './chip.tsx';
import './find.css';
import { Hours } from './hours.tsx';

/** Where a guest chooses what to see: the order, whose photos and of what, and from which hour on. */
export function FindSheet({ scene, onClose }: PanelProps) {
  const { gallery, language, views } = scene;
  const { words } = language;
  const state = useStore(gallery.photos);
  const view = state.asked?.view ?? state.view;
  const overview = useOverview(gallery.overview, view, state.session.lastSeq);
  const known = overview === 'failed' ? null : overview;
  const choose = (change: Partial<View>): void => views.show({ ...view, ...change });
  const jump = (from: number): void => {
    views.show({ ...view, order: 'captured' }, from);
    onClose();
  };
  return (
    <Sheet title={words.find.title} closeLabel={words.close} onClose={onClose}>
      <div class="sheet-body find-body">
        <Group label={words.find.order}>
          {(['arrival', 'captured'] as const).map((order) => (
            <Chip
              key={order}
              label={words.find[order]}
              isOn={view.order === order}
              onClick={() => choose({ order })}
            />
          ))}
        </Group>
        {overview === 'failed' && <p class="find-failed">{words.find.countFailed}</p>}
        {known !== null && (
          <>
            <Filters scene={scene} view={view} overview={known} onChoose={choose} />
            {known.hours.length > 1 && (
              <section class="find-group">
                <h3 class="find-label">{words.find.hours}</h3>
                <Hours hours={known.hours} language={language} onJump={jump} />
              </section>
            )}
          </>
        )}
      </div>
      <div class="sheet-foot">
        {!isSameView(view, EVERYTHING) && (
          <button type="button" class="button" onClick={() => views.show(EVERYTHING)}>
            {words.find.showAll}
          </button>
        )}
        <button type="button" class="button is-main" onClick={onClose}>
          {words.find.show(known?.count ?? state.count)}
        </button>
      </div>
    </Sheet>
  );
}

interface FiltersProps {
  scene: PanelProps['scene'];
  view: View;
  overview: PhotoOverview;
  onChoose: (change: Partial<View>) => void;
}

function Filters({ scene, view, overview, onChoose }: FiltersProps) {
  const { find } = scene.language.words;
  const { filter } = view;
  const set = (change: { [Name in keyof Filter]: Filter[Name] | null }): void => {
    const kept = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== null);
    onChoose({ filter: Object.fromEntries(kept) });
  };
  const named = (name: 'photographer' | 'tag', all: PhotoOverview['tags']) => (
    <Group label={find[name]}>
      {all.map((one) => (
        <Chip
          key={one.name}
          label={one.name}
          count={one.count}
          isOn={filter[name] === one.name}
          onClick={() => set({ [name]: filter[name] === one.name ? null : one.name })}
        />
      ))}
    </Group>
  );
  const { featured, liked, photographers, tags } = overview;
  const hasLiked = filter.liked === true || (liked ?? 0) > 0;
  const hasFeatured = filter.featured === true || featured > 0;
  return (
    <>
      {(hasLiked || hasFeatured) && (
        <Group label={find.only}>
          {hasFeatured && (
            <Chip
              label={find.featured}
              count={featured}
              isOn={filter.featured === true}
              onClick={() => set({ featured: filter.featured === true ? null : true })}
            />
          )}
          {hasLiked && (
            <Chip
              label={find.liked}
              count={liked}
              isOn={filter.liked === true}
              onClick={() => set({ liked: filter.liked === true ? null : true })}
            />
          )}
        </Group>
      )}
      {photographers.length > 0 && named('photographer', photographers)}
      {tags.length > 0 && named('tag', tags)}
    </>
  );
}

function Group({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="find-group" aria-label={label}>
      <h3 class="find-label">{label}</h3>
      <div class="chips">{children}</div>
    </section>
  );
}

/** Counted anew with each choice; what was counted before stays until then. */
function useOverview(
  ask: (view: View) => Promise<PhotoOverview>,
  view: View,
  lastSeq: number,
): PhotoOverview | 'failed' | null {
  const [overview, setOverview] = useState<PhotoOverview | 'failed' | null>(null);
  useEffect(() => {
    let isWanted = true;
    ask(view).then(
      (told) => isWanted && setOverview(told),
      (error: unknown) => {
        if (!(error instanceof PictureLiveError)) throw error;
        if (isWanted) setOverview('failed');
      },
    );
    return () => {
      isWanted = false;
    };
  }, [ask, view, lastSeq]);
  return overview;
}

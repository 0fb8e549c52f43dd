import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { CellContext } from '../grid/cell.tsx';
import { ActiveView } from '../find/active-view.tsx';
import { Grid } from '../grid/grid.tsx';
import { Actions } from '../header/actions.tsx';
import { Header } from '../header/header.tsx';
import { useConnection } from '../live/connection-notice.ts';
import { Message } from '../message/message.tsx';
import { Notice } from '../notice/notice.tsx';
import { Refused } from '../notice/refused.tsx';
import { nameInstalled } from '../offline/installable.ts';
import { rememberTitle } from '../offline/last-seen.ts';
import { Pill } from '../pill/pill.tsx';
import { Banners } from '../talk/banners.tsx';
import { Toast } from '../toast/toast.tsx';
import { EVERYTHING, isNarrowed, isSameView, type View } from '../photos/view.ts';
import { hashOf } from '../viewer/photo-address.ts';
import { OpenPanel, type Panel } from './panels.tsx';
import { useAccent } from '../welcome/use-accent.ts';
import { Welcome } from '../welcome/welcome.tsx';
import { keepPlace } from './place.ts';
import type { Scene } from './scene.ts';
import { useStore } from './store.ts';

/** The gallery of a session, live. */
export function GalleryPage({ scene }: { scene: Scene }) {
  const { gallery, scroller, views } = scene;
  const { words } = scene.language;
  const state = useStore(gallery.photos);
  const refusal = useStore(gallery.refusal);
  const { isLive, notice } = useConnection(gallery.connection);
  const attempt = useAttempts(isLive);
  const { slug, title } = state.session;
  const mayLike = state.session.switches?.likes === true;
  const context = useMemo(() => cellContext(scene, attempt, mayLike), [scene, attempt, mayLike]);
  const [panel, setPanel] = useState<Panel | null>(null);
  useAccent(state.session.branding?.colour ?? null);
  const closePanel = useCallback(() => setPanel(null), []);
  const loadOlder = useCallback(() => void gallery.loadOlder(), [gallery]);
  const loadBefore = useCallback(() => void gallery.loadBefore(), [gallery]);
  const view = state.asked?.view ?? state.view;
  const isComing = state.asked !== null && !state.asked.hasFailed;

  useEffect(() => {
    document.title = title;
    rememberTitle(slug, title);
    nameInstalled(slug, title);
  }, [slug, title]);

  return (
    <>
      <Header
        title={title}
        count={state.count}
        isLive={isLive}
        words={words}
        list={state.opened}
        putAt={scroller.putAt}
        actions={<Actions scene={scene} switches={state.session.switches} onOpen={setPanel} />}
      >
        <ActiveView view={view} words={words} onShow={views.show} />
      </Header>
      <Banners talk={scene.talk} takedowns={scene.takedowns} language={scene.language} />
      <Pill
        count={state.pending.length}
        words={words}
        onShow={() => {
          goToNew(scene);
          gallery.photos.take({ kind: 'pending_shown' });
        }}
      />
      <main class={isSameView(view, EVERYTHING) ? 'page' : 'page has-view'} aria-busy={isComing}>
        <Welcome session={state.session} cover={state.cover} />
        {state.count === 0 && state.asked === null && <NoPhotos scene={scene} view={view} />}
        <Grid
          gallery={state}
          scroller={scroller}
          label={title}
          context={context}
          onNeedOlder={loadOlder}
          onNeedBefore={loadBefore}
        />
        {(state.paging === 'failed' || state.asked?.hasFailed === true) && (
          <p class="older-failed">
            {state.asked === null ? words.olderFailed : words.find.failed}
            <button type="button" class="button" onClick={gallery.retry}>
              {words.tryAgain}
            </button>
          </p>
        )}
      </main>
      {refusal === null ? (
        <Notice notice={notice} words={words} />
      ) : (
        <Refused refusal={refusal} words={words} onEnterCode={enterCode} />
      )}
      <Toast />
      {panel !== null && <OpenPanel panel={panel} scene={scene} onClose={closePanel} />}
    </>
  );
}

/** Nothing has been taken yet, or nothing that the guest has asked for. */
function NoPhotos({ scene, view }: { scene: Scene; view: View }) {
  const { words } = scene.language;
  if (!isNarrowed(view)) return <Message title={words.emptyTitle} text={words.emptyText} />;
  return (
    <Message title={words.find.emptyTitle} text={words.find.emptyText}>
      <button type="button" class="button" onClick={() => scene.views.show(EVERYTHING)}>
        {words.find.showAll}
      </button>
    </Message>
  );
}

/** Where the photos that waited will be: at the top, or among the others by time of capture. */
function goToNew({ gallery, scroller }: Scene): void {
  const { view, pending } = gallery.photos.get();
  const [first] = pending;
  if (view.order === 'arrival' || first === undefined) scroller.goToTop();
  else scroller.show(first);
}

/** The relay answers the gallery's own address with the form for the code. */
function enterCode(): void {
  keepPlace();
  location.assign(location.pathname + location.search);
}

function cellContext(scene: Scene, attempt: number, mayLike: boolean): CellContext {
  const { gallery, scroller, viewer, labelOf, likes } = scene;
  return {
    labelOf,
    hrefOf: ({ id }) => hashOf(id),
    density: window.devicePixelRatio,
    attempt,
    likes: mayLike ? likes : null,
    isResting: scroller.isResting,
    isRacing: scroller.isRacing,
    onOpen: viewer.open,
    onPainted: gallery.painted,
  };
}

/** Counts how often the connection has come back: then what had failed is tried again. */
function useAttempts(isLive: boolean): number {
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (isLive) setAttempts((before) => before + 1);
  }, [isLive]);
  return attempts;
}

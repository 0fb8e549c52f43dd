import { useLive } from '@picture-live/shared/hooks/preact';
import type { Photo, Role, Session } from '@picture-live/shared/protocol';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { useTask } from '../../components/use-task.ts';
import { sayProblem } from '../words/problem.ts';
import { FilterBar } from './bar/filter-bar.tsx';
import { filterOf, type Chosen } from './bar/filters.ts';
import { MoveDialog } from './bar/move-dialog.tsx';
import { PhotosHead } from './bar/photos-head.tsx';
import { SelectionBar } from './bar/selection-bar.tsx';
import { TagDialog } from './bar/tag-dialog.tsx';
import type { Deed } from './deeds/batches.ts';
import { ScreensNote } from './deeds/screens-note.tsx';
import { useDeeds } from './deeds/use-deeds.ts';
import { downloadAll } from './detail/download.ts';
import { OpenPhoto } from './detail/open-photo.tsx';
import { PhotoGrid } from './grid/photo-grid.tsx';
import { ListEnd, ListStart } from './list/list-notes.tsx';
import { useList } from './list/use-list.ts';
import { chooseAll, keepShown, NOTHING } from './select/selection.ts';
import { DropZone } from './upload/drop-zone.tsx';
import { UploadPanel } from './upload/upload-panel.tsx';
import { useUploads } from './upload/use-uploads.ts';

interface PhotosViewProps {
  session: Session;
  role: Role;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  /** The photo that is looked at; null: none. */
  openId: string | null;
  onOpen: (id: string | null) => void;
  binPath: string;
}

/** The photos of a session, to look through, to select and to decide about. */
export function PhotosView(props: PhotosViewProps) {
  const { session, role, chosen, onChoose, openId, onOpen } = props;
  const live = useLive();
  const [state, list] = useList(session.id, filterOf(chosen));
  const [selected, setSelected] = useState(NOTHING);
  const [dialog, setDialog] = useState<'tag' | 'move' | null>(null);
  const [takenIds, setTakenIds] = useState<readonly string[]>([]);
  const deeds = useDeeds(session.id, list, setTakenIds);
  const uploads = useUploads(session.id);
  const mayUpload = role !== 'moderator';
  const { photos } = state;
  const order = useMemo(() => photos.map(({ id }) => id), [photos]);
  const selection = useMemo(() => keepShown(selected, order), [selected, order]);
  const chosenPhotos = useMemo(
    () => (selection.ids.size === 0 ? [] : photos.filter(({ id }) => selection.ids.has(id))),
    [photos, selection.ids],
  );
  const loadMore = useCallback(() => void list.loadMore(), [list]);
  const loadingAll = useTask(() => list.loadAll());
  const downloading = useTask((some: readonly Photo[]) => downloadAll(live, some));

  async function selectAll(): Promise<void> {
    const failure = await loadingAll.run();
    if (failure !== null) sayProblem(failure);
    const all = list.get().photos.map(({ id }) => id);
    setSelected((now) => chooseAll(all, now));
  }
  async function download(some: readonly Photo[]): Promise<void> {
    const failure = await downloading.run(some);
    if (failure !== null) sayProblem(failure, () => void download(some));
  }
  const run = (deed: Deed, some: readonly Photo[], title?: string): void =>
    void deeds.run(deed, some, title);
  const doToChosen = (deed: Deed, title?: string): void => run(deed, chosenPhotos, title);

  return (
    <>
      <PhotosHead
        state={state}
        chosen={chosen}
        mayUpload={mayUpload}
        binPath={props.binPath}
        onFiles={uploads.add}
      />
      <FilterBar
        sessionId={session.id}
        lastSeq={session.lastSeq}
        chosen={chosen}
        onChoose={onChoose}
      />
      {mayUpload && <DropZone onFiles={uploads.add} />}
      <UploadPanel uploads={uploads} />
      <ListStart state={state} chosen={chosen} onChoose={onChoose} onRetry={list.reload} />
      {photos.length > 0 && (
        <PhotoGrid
          photos={photos}
          selection={selection}
          onSelect={setSelected}
          onOpen={onOpen}
          onEnd={loadMore}
          onAll={() => void selectAll()}
          onDelete={() => {
            if (mayUpload && chosenPhotos.length > 0) doToChosen({ action: 'delete' });
          }}
        />
      )}
      <ListEnd state={state} />
      <ScreensNote sessionId={session.id} ids={takenIds} />
      {(chosenPhotos.length > 0 || deeds.progress !== null) && openId === null && (
        <SelectionBar
          photos={chosenPhotos}
          role={role}
          progress={deeds.progress}
          onDeed={doToChosen}
          onTag={() => setDialog('tag')}
          onMove={() => setDialog('move')}
          onDownload={() => void download(chosenPhotos)}
          onAll={() => void selectAll()}
          onClear={() => setSelected(NOTHING)}
        />
      )}
      {dialog === 'tag' && (
        <TagDialog photos={chosenPhotos} onDeed={doToChosen} onClose={() => setDialog(null)} />
      )}
      {dialog === 'move' && (
        <MoveDialog
          sessionId={session.id}
          count={chosenPhotos.length}
          onMove={({ id, title }) => doToChosen({ action: 'move', toSessionId: id }, title)}
          onClose={() => setDialog(null)}
        />
      )}
      <OpenPhoto
        sessionId={session.id}
        photos={photos}
        id={openId}
        role={role}
        onOpen={onOpen}
        onDeed={(deed, photo) => run(deed, [photo])}
        onTaken={(photo) => list.take([photo])}
        onDownload={(photo) => void download([photo])}
      />
    </>
  );
}

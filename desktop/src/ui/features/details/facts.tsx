import type { ReactNode } from 'react';
import type { ShotView } from '../../../bridge/contract.ts';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { CopyButton } from '../../components/copy-button.tsx';

/** What the file and its camera say about the shot; what is not known is left out. */
export function Facts({ shot }: { shot: ShotView }) {
  const all = useWords();
  const words = all.details;
  const format = useFormat();
  const { width, height, bytes, camera, capturedAt, files, revision } = shot;
  const size = [
    ...(width !== null && height !== null ? [`${width} × ${height}`] : []),
    ...(bytes !== null ? [format.bytes(bytes)] : []),
  ];
  const copies = [
    ...(files > 1 ? [words.copies(format.count(files))] : []),
    ...(revision > 1 ? [words.revision(format.count(revision))] : []),
  ];
  const taken =
    capturedAt === null ? null : `${format.date(capturedAt)} ${format.time(capturedAt)}`;
  const facts: [string, ReactNode][] = [
    [words.camera, camera],
    [words.captured, taken],
    [words.size, size.join(all.dot) || null],
    [words.file, <FilePath key="file" shot={shot} notes={copies} />],
  ];
  return (
    <dl className="facts details-facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** A path that breaks after its folders and not inside a date; copied, it is the whole path. */
function FilePath({ shot, notes }: { shot: ShotView; notes: readonly string[] }) {
  const words = useWords();
  const folder = useSelect((state) =>
    state.status?.hotFolders.find(({ id }) => id === shot.hotFolderId),
  );
  const parts = shot.path.split(/(?<=\/)/);
  return (
    <div className="file-path">
      <span>
        {parts.map((part, index) => (
          <span className="path-part" key={parts.slice(0, index + 1).join('')}>
            {part}
          </span>
        ))}
        {notes.map((note) => (
          <span className="path-note secondary" key={note}>
            {note}
          </span>
        ))}
      </span>
      {folder && (
        <CopyButton text={`${folder.path}/${shot.path}`} label={words.folders.copyPath} quiet />
      )}
    </div>
  );
}

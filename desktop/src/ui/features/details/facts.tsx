import type { ShotView } from '../../../bridge/contract.ts';
import { useFormat, useWords } from '../../app/context.tsx';

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
  const file = [
    shot.path,
    ...(files > 1 ? [words.copies(format.count(files))] : []),
    ...(revision > 1 ? [words.revision(format.count(revision))] : []),
  ];
  const taken =
    capturedAt === null ? null : `${format.date(capturedAt)} ${format.time(capturedAt)}`;
  const facts: [string, string | null][] = [
    [words.camera, camera],
    [words.captured, taken],
    [words.size, size.join(all.dot)],
    [words.file, file.join(all.dot)],
  ];
  return (
    <dl className="facts details-facts">
      {facts.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

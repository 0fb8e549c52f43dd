import { QrCode } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { CopyButton } from '../../components/copy-button.tsx';

/** Before the first shot: how to begin, in three steps. */
export function Begin() {
  const { panel } = useApp();
  const words = useWords();
  const folders = useSelect((state) => state.status?.hotFolders);
  const goesOut = useSelect((state) => state.status?.publishMode.kind === 'automatic');
  const { viewer } = words;
  return (
    <div className="begin">
      <h2>{viewer.beginTitle}</h2>
      <ol>
        <li>
          {folders?.length === 1 ? viewer.beginFolder : viewer.beginFolders}
          {folders?.map(({ id, path }) => (
            <span className="begin-path" key={id}>
              <code>{path}</code>
              <CopyButton text={path} label={words.copy} />
            </span>
          ))}
        </li>
        <li>
          {viewer.beginShare}
          <button
            type="button"
            className="button"
            data-opens="share"
            onClick={() => panel.toggle('share')}
          >
            <QrCode aria-hidden />
            {viewer.showQr}
          </button>
        </li>
        <li>{goesOut ? viewer.beginShoot : words.publish.beginHeld}</li>
      </ol>
    </div>
  );
}

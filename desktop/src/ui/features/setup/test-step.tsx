import { ExternalLink } from 'lucide-react';
import { mediaUrl } from '../../app/media-url.ts';
import { useSelect, useWords } from '../../app/context.tsx';
import { selectLookedAt } from '../../app/state/selectors.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import type { ShotView } from '../../../bridge/contract.ts';
import { Onward, Step } from './step.tsx';

export function TestStep() {
  const words = useWords();
  const folders = useSelect((state) => state.status?.hotFolders);
  const url = useSelect((state) => state.status?.session.galleryUrl) ?? '';
  const shot = useSelect(selectLookedAt);
  const isLive = shot?.state === 'live';
  return (
    <Step title={words.desk.setup.testTitle}>
      <p className="secondary">{words.desk.setup.testHint}</p>
      {folders?.map(({ id, path }) => (
        <p className="begin-path" key={id}>
          <code>{path}</code>
          <CopyButton text={path} label={words.copy} />
        </p>
      ))}
      {shot === undefined ? (
        <output className="setup-waiting">
          <StateMark state="arriving" />
          {words.desk.setup.testWaiting}
        </output>
      ) : (
        <TestShot shot={shot} />
      )}
      {isLive && <Gallery url={url} />}
      <Onward to={null} skips={!isLive} />
    </Step>
  );
}

function TestShot({ shot }: { shot: ShotView }) {
  const words = useWords();
  const { name, state, reason } = shot;
  return (
    <figure className="setup-shot">
      {shot.hasPicture && <img src={mediaUrl(shot.id, shot.revision, 'grid')} alt={name} />}
      <figcaption>
        <StateMark state={state} />
        {name}
        {words.dot}
        {words.states[state]}
        {reason !== null && <span className="secondary"> {reason}</span>}
      </figcaption>
    </figure>
  );
}

function Gallery({ url }: { url: string }) {
  const words = useWords().desk.setup;
  return (
    <div className="setup-code">
      <QrCode address={url} label={url} />
      <div>
        <p>{words.testLive}</p>
        <p className="qr-link">{url}</p>
        <a className="button" href={url} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden />
          {words.openGallery}
        </a>
      </div>
    </div>
  );
}

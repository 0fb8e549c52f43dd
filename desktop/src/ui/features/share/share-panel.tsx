import { ExternalLink, Projector } from 'lucide-react';
import { useWords } from '../../app/context.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { GalleryChoice } from '../destinations/gallery-choice.tsx';
import { wallLink } from './wall-link.ts';
import './share.css';

const ONLY_HERE = /^(localhost|127\.[\d.]+|\[::1\])$/;

/** The gallery's address, large enough to be scanned off the laptop across a table. */
export function SharePanel({ url }: { url: string }) {
  const words = useWords().share;
  return (
    <Panel name="share" title={words.title}>
      <GalleryChoice url={url}>{(shown) => <Address url={shown} />}</GalleryChoice>
    </Panel>
  );
}

function Address({ url }: { url: string }) {
  const words = useWords().share;
  return (
    <>
      <QrCode address={url} label={words.qr} />
      <p className="qr-hint">{words.scan}</p>
      <p className="qr-link">{url}</p>
      {ONLY_HERE.test(new URL(url).hostname) && <p className="qr-warning">{words.ownAddress}</p>}
      <div className="qr-actions">
        <CopyButton text={url} label={words.copyLink} />
        <a className="button" href={url} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden />
          {words.open}
        </a>
        <a className="button" href={wallLink(url)} target="_blank" rel="noreferrer">
          <Projector aria-hidden />
          {words.wall}
        </a>
      </div>
    </>
  );
}

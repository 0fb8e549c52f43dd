import { QrCode } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { SharePanel } from './share-panel.tsx';

export function ShareButton() {
  const { panel } = useApp();
  const words = useWords().share;
  const url = useSelect((state) => state.status?.session.galleryUrl);
  if (url === undefined) return null;
  return (
    <div className="anchor share">
      <button
        type="button"
        className="button"
        data-opens="share"
        aria-label={words.button}
        aria-expanded={panel.open === 'share'}
        onClick={() => panel.toggle('share')}
      >
        <QrCode aria-hidden />
        <span className="share-word">{words.button}</span>
      </button>
      {panel.open === 'share' && <SharePanel url={url} />}
    </div>
  );
}

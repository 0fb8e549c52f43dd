import { drawQr } from '@picture-live/shared/qr';
import { Download } from 'lucide-preact';
import { useMemo } from 'preact/hooks';
import { ButtonLink } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { accessWords as words } from './words.ts';

/** The link as a code for a camera, large enough to be held up on a phone. */
export function QrDialog(props: { link: string; title: string; onClose: () => void }) {
  const { link, title, onClose } = props;
  const { size, path } = useMemo(() => drawQr(link), [link]);
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="1024" viewBox="0 0 ${size} ${size}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
  return (
    <Dialog title={words.qrTitle} onClose={onClose}>
      <div class="qr">
        <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={words.qrLabel}>
          <path d={path} />
        </svg>
        <p>{words.qrText}</p>
        <p class="link-line">{link}</p>
        <div class="row">
          <CopyButton text={link} label={words.copyLink} />
          <ButtonLink
            icon={Download}
            href={`data:image/svg+xml;utf8,${encodeURIComponent(drawing)}`}
            download={`${title}.svg`}
          >
            {words.saveQr}
          </ButtonLink>
        </div>
      </div>
    </Dialog>
  );
}

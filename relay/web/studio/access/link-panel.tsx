import type { Session } from '@picture-live/shared/protocol';
import { QrCode, Share2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { galleryLink } from '../session/gallery-link.ts';
import { ChangeLink } from './change-link.tsx';
import { QrDialog } from './qr-dialog.tsx';
import { accessWords as words } from './words.ts';

/** How guests come to the gallery. */
export function LinkPanel({ session }: { session: Session }) {
  const [open, setOpen] = useState<'qr' | 'change' | null>(null);
  const link = galleryLink(session);
  const close = () => setOpen(null);
  if (session.access === 'members') {
    return (
      <section class="panel">
        <h2>{words.linkTitle}</h2>
        <p class="muted">{words.membersLinkText}</p>
      </section>
    );
  }
  return (
    <section class="panel">
      <h2>{words.linkTitle}</h2>
      <p class="muted">{words.linkText}</p>
      <p class="link-line">{link}</p>
      <div class="row">
        <CopyButton text={link} label={words.copyLink} />
        <Button icon={QrCode} onClick={() => setOpen('qr')}>
          {words.qr}
        </Button>
        {'share' in navigator && (
          <Button icon={Share2} onClick={() => void share(session.title, link)}>
            {words.share}
          </Button>
        )}
        <Button kind="quiet" onClick={() => setOpen('change')}>
          {words.changeLink}
        </Button>
      </div>
      {open === 'qr' && <QrDialog link={link} title={session.title} onClose={close} />}
      {open === 'change' && <ChangeLink session={session} onClose={close} />}
    </section>
  );
}

/** Whoever closes the sheet has decided against it. */
async function share(title: string, url: string): Promise<void> {
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}

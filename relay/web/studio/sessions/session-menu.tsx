import type { Session } from '@picture-live/shared/protocol';
import {
  Archive,
  ArchiveRestore,
  ExternalLink,
  Link,
  Pin,
  PinOff,
  RotateCcw,
  Trash2,
} from 'lucide-preact';
import { copyText } from '../../components/copy-button.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { say } from '../../components/toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { galleryLink } from '../session/gallery-link.ts';
import { stateOf } from './state.ts';
import { useSessionDeeds } from './use-session-deeds.ts';
import { sessionsWords as words } from './words.ts';

/** Everything one can do to a session as a whole. */
export function SessionMenu({ session }: { session: Session }) {
  const deeds = useSessionDeeds(session);
  const state = stateOf(session, useNow());
  const link = galleryLink(session);
  const open: MenuItem[] = [
    {
      label: words.openGallery,
      icon: ExternalLink,
      onSelect: () => void window.open(link, '_blank'),
    },
    {
      label: words.copyLink,
      icon: Link,
      onSelect: () => void copyText(link).then(() => say(words.linkCopied)),
    },
  ];
  const owned: Record<typeof state, MenuItem[]> = {
    active: [{ label: words.archive, icon: Archive, onSelect: () => void deeds.archive() }],
    archived: [{ label: words.reopen, icon: ArchiveRestore, onSelect: () => void deeds.reopen() }],
    bin: [{ label: words.restore, icon: RotateCcw, onSelect: () => void deeds.restore() }],
  };
  const kept = session.mine?.retention?.kept ?? null;
  const keeping: MenuItem[] =
    kept === null || state === 'bin'
      ? []
      : kept
        ? [{ label: words.letGo, icon: PinOff, onSelect: () => void deeds.letGo() }]
        : [{ label: words.keep, icon: Pin, onSelect: () => void deeds.keep() }];
  const remove: MenuItem = {
    label: words.remove,
    icon: Trash2,
    danger: true,
    onSelect: () => void deeds.remove(),
  };
  const isOwner = session.mine?.role === 'owner';
  const items = [
    // A gallery that only members see is the studio itself.
    ...(state === 'bin' || session.access === 'members' ? [] : open),
    ...(isOwner ? owned[state] : []),
    ...(isOwner ? keeping : []),
    ...(isOwner && state !== 'bin' ? [remove] : []),
  ];
  return <Menu label={words.actions(session.title)} items={items} />;
}

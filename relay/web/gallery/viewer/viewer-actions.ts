import type { Photo, SessionSwitches } from '@picture-live/shared/protocol';
import type { GuestLikes } from '../likes/likes.ts';
import type { Readable } from '../page/store.ts';
import type { Talk } from '../talk/talk.ts';
import type { Takedowns } from '../takedown/asked.ts';
import type { Language } from '../words/choose.ts';
import type { SaveAs } from './save-photo.ts';

/** What a guest can do with the photo on the screen. */
export interface ViewerActions {
  language: Language;
  /** What the owner allows at this moment. */
  switches: Readable<SessionSwitches>;
  likes: GuestLikes;
  talk: Talk;
  takedowns: Takedowns;
  /** `14:02`, in the guest's format. */
  timeOf: (photo: Photo) => string;
  onSave: (photo: Photo, as?: SaveAs) => Promise<void>;
  /** @param host where an element for copying may live. */
  onShare: (photo: Photo, host: HTMLElement) => Promise<void>;
  onCopy: (photo: Photo, host: HTMLElement) => Promise<void>;
  /** A part of the page could not be loaded. */
  onUnavailable: () => void;
}

/** What can be opened over a photo. */
export type ViewerPanel = 'more' | 'takedown' | 'talk';

import type { LiveGallery } from '../live/live-gallery.ts';
import { isSameView, searchOf, viewOf, type View } from '../photos/view.ts';

/** What is shown, kept in the address: a link shows the same, and the back button goes back to it. */
export interface Views {
  /** @param from see `PhotoLoader.openView`. */
  show: (view: View, from?: number) => void;
}

export function followViews(gallery: LiveGallery): Views {
  const shown = (): View => {
    const { asked, view } = gallery.photos.get();
    return asked?.view ?? view;
  };

  window.addEventListener('popstate', () => {
    const wanted = viewOf(location.search);
    if (!isSameView(wanted, shown())) void gallery.openView(wanted);
  });
  const first = viewOf(location.search);
  if (!isSameView(first, shown())) void gallery.openView(first);

  return {
    show(view, from) {
      if (!isSameView(view, shown())) {
        history.pushState(null, '', location.pathname + searchOf(view));
      } else if (from === undefined) return;
      void gallery.openView(view, from);
    },
  };
}

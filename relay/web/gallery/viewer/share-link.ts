/** `by_hand`: the browser allows neither sharing nor copying; the guest has to see the link. */
export type ShareOutcome = 'shared' | 'copied' | 'by_hand';

/**
 * Opens the share sheet with a link, or copies it where there is none.
 *
 * @param host where an element for copying may live: a dialog keeps the focus inside itself.
 */
export async function shareLink(
  title: string,
  url: string,
  host: HTMLElement,
): Promise<ShareOutcome> {
  if ('share' in navigator && window.matchMedia('(pointer: coarse)').matches) {
    try {
      await navigator.share({ title, url });
      return 'shared';
    } catch (error) {
      // The guest has closed the sheet.
      if (error instanceof DOMException && error.name === 'AbortError') return 'shared';
      if (!(error instanceof DOMException)) throw error;
    }
  }
  return copyLink(url, host);
}

/** @param host as for `shareLink`. */
export async function copyLink(url: string, host: HTMLElement): Promise<ShareOutcome> {
  return (await copy(url, host)) ? 'copied' : 'by_hand';
}

async function copy(text: string, host: HTMLElement): Promise<boolean> {
  // Only pages with TLS have the clipboard; a venue's own network has none.
  if ('clipboard' in navigator) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'copy-field';
  host.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}

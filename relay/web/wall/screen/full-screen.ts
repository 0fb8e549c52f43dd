/** Fills the screen with the page, or ends that. Browsers allow it only after a click or a key. */
export async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch (error) {
    // Forbidden by the browser's settings: the page stays as large as its window.
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
  }
}

/** iPhones have none for pages. */
export const HAS_FULL_SCREEN = document.fullscreenEnabled;

/** Whether this page may ask the screen not to go to sleep: only over TLS, or on this computer. */
export const CAN_STAY_AWAKE = 'wakeLock' in navigator;

/** Keeps the screen awake for as long as the page is seen. */
export function stayAwake(): void {
  if (!CAN_STAY_AWAKE) return;
  // It is taken away whenever the page is out of sight.
  document.addEventListener('visibilitychange', () => void ask());
  void ask();
}

async function ask(): Promise<void> {
  if (document.hidden) return;
  try {
    await navigator.wakeLock.request('screen');
  } catch (error) {
    // Low on battery, or forbidden here: nothing is lost but the light.
    if (!(error instanceof DOMException)) throw error;
  }
}

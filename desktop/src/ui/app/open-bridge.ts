import { createBridge, type BridgeTransport } from '../../bridge/client.ts';
import type { Bridge } from '../../bridge/contract.ts';
import { httpTransport } from '../../bridge/http-client.ts';

declare global {
  interface Window {
    /** Put there by a shell with a preload script (TRANSPORT_PROPERTY). */
    pictureLiveTransport?: BridgeTransport;
  }
}

/** The bridge of whichever shell shows this page. */
export function openBridge(): Bridge {
  return createBridge(
    window.pictureLiveTransport ??
      httpTransport({
        base: document.baseURI,
        // The server answers a page that is not signed in with what to do about it.
        onUnauthorized: () => location.reload(),
      }),
  );
}

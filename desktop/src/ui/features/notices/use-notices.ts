import { useEffect, useState } from 'react';
import { useApp, useSelect } from '../../app/context.tsx';
import { startNotices } from './notices.ts';

/**
 * Notices of the system through the browser, as soon as a person allows them. The desktop program
 * shows its own. `ask` is null where there is nothing to allow.
 */
export function useNotices(): { ask: (() => void) | null } {
  const { store, language } = useApp();
  const isBrowser = useSelect((state) => state.capabilities?.shell === 'headless');
  const [permission, setPermission] = useState(permissionNow);
  useEffect(() => {
    if (!isBrowser || permission !== 'granted') return undefined;
    return startNotices({
      store,
      language,
      isLookedAt: () => document.visibilityState === 'visible' && document.hasFocus(),
      show: (title, body) => {
        const notice = new Notification(title, { body, tag: 'picture-live' });
        notice.addEventListener('click', () => window.focus());
      },
      now: () => Date.now(),
    });
  }, [store, language, isBrowser, permission]);
  const canAsk = isBrowser && permission === 'default';
  return {
    ask: canAsk ? () => void Notification.requestPermission().then(setPermission) : null,
  };
}

/** Browsers know notices only on pages of this computer or with TLS. */
function permissionNow(): NotificationPermission {
  return 'Notification' in window ? Notification.permission : 'denied';
}

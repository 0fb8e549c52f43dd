/** What stops the work until a person acts, or until the cause goes away. */
export interface Alert {
  code: string;
  message: string;
}

export interface Alerts {
  raise(alert: Alert): void;
  clear(code: string): void;
  list(): Alert[];
}

/** @param onChange told when the list is not what it was. */
export function createAlerts(onChange: () => void): Alerts {
  const alerts = new Map<string, Alert>();
  return {
    raise(alert) {
      if (alerts.get(alert.code)?.message === alert.message) return;
      alerts.set(alert.code, alert);
      onChange();
    },
    clear(code) {
      if (alerts.delete(code)) onChange();
    },
    list: () => [...alerts.values()],
  };
}

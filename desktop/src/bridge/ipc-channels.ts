/** Calls, answered by a CallOutcome: `(name, input)`. */
export const CALL_CHANNEL = 'bridge:call';
/** Every BridgeEvent, pushed to the page. */
export const EVENT_CHANNEL = 'bridge:event';

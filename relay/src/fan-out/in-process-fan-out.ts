import type { FanOut, FanOutListener, FanOutMessage } from './fan-out.ts';

/** Fan-out of embedded mode: there is only this process. Listeners must not throw. */
export class InProcessFanOut implements FanOut {
  readonly #listeners = new Set<FanOutListener>();

  publish(message: FanOutMessage): void {
    this.deliver(message);
  }

  deliver(message: FanOutMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  subscribe(listener: FanOutListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Within a process nothing is missed. */
  onGap(): () => void {
    return () => {};
  }
}

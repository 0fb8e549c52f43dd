import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { MessageSender, ShellContents, ShellWindow } from '../api.ts';

type OpenHandler = (details: { readonly url: string }) => { action: 'allow' | 'deny' };

/** An event of Electron as a listener sees it; `prevented` tells what came of it. */
export class FakeEvent {
  readonly url: string;
  prevented = false;

  constructor(url = '') {
    this.url = url;
  }

  preventDefault(): void {
    this.prevented = true;
  }
}

export interface Sent {
  channel: string;
  message: unknown;
}

/** A page. It runs no script; tests say what the page does by `ask` and `open`. */
export class FakeContents extends EventEmitter implements ShellContents {
  static #count = 0;
  readonly id = (FakeContents.#count += 1);
  readonly sent: Sent[] = [];
  reloads = 0;
  destroyed = false;
  onSend: (sent: Sent) => void = () => undefined;
  #openHandler: OpenHandler = () => ({ action: 'allow' });

  send(channel: string, message: unknown): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.sent.push({ channel, message });
    this.onSend({ channel, message });
  }

  reload(): void {
    this.reloads += 1;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Emits an event that can be prevented; true: it was. */
  ask(name: string, url: string): boolean {
    const event = new FakeEvent(url);
    this.emit(name, event);
    return event.prevented;
  }

  /** The page asks for another window; what became of it. */
  open(url: string): 'allow' | 'deny' {
    return this.#openHandler({ url }).action;
  }

  /** Who a message of this page's main frame comes from. */
  sender(origin = 'app://tether'): MessageSender {
    return { sender: { id: this.id }, senderFrame: { origin, parent: null } };
  }
}

export class FakeWindow extends EventEmitter implements ShellWindow {
  readonly webContents = new FakeContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly #load: (url: string) => Promise<void>;
  visible = false;
  focused = false;
  minimized = false;
  maximized = false;
  bounds = { x: 0, y: 0, width: 0, height: 0 };
  /** What the bar on the icon shows: how far, and how. */
  progress: [fraction: number, mode: string] = [-1, 'none'];
  url = '';

  constructor(options: BrowserWindowConstructorOptions, load: (url: string) => Promise<void>) {
    super();
    this.options = options;
    this.#load = load;
    this.visible = options.show !== false;
    const { x = 10, y = 10, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
  }

  async loadURL(url: string): Promise<void> {
    this.url = url;
    await this.#load(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.visible = true;
  }

  hide(): void {
    this.visible = false;
  }

  focus(): void {
    this.focused = true;
  }

  restore(): void {
    this.minimized = false;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isFocused(): boolean {
    return this.focused;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  maximize(): void {
    this.maximized = true;
    this.emit('maximize');
  }

  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }

  setProgressBar(fraction: number, { mode = 'normal' }: { mode?: string } = {}): void {
    this.progress = [fraction, mode];
  }

  /** The person drags it elsewhere, or makes it larger. */
  place(bounds: Rectangle): void {
    this.bounds = bounds;
    this.emit('move');
    this.emit('resize');
  }

  /** The person closes it. */
  close(): void {
    this.emit('close');
    this.webContents.destroyed = true;
    this.emit('closed');
  }
}

import { spawn } from 'node:child_process';
import { ChildMessage } from '@picture-live/shared/process';
import { systemCode } from './problems.ts';

export type ReadyType = Exclude<ChildMessage['type'], 'start_failed'>;
export type ReadyOf<T extends ReadyType> = Extract<ChildMessage, { type: T }>;

/** A program to run and how it says that it is ready. */
export interface Program<T extends ReadyType> {
  /** For people: `relay`, `engine`. */
  name: string;
  command: string;
  args: readonly string[];
  readyType: T;
  /** It has a window: ending with code 0 unasked means that the person closed it. */
  hasWindow: boolean;
}

/** How a run ended; `reason` is what the program itself said, or how the system saw it. */
export interface Ending {
  reason: string;
  /** The program said why it could not start: a sentence for people. */
  startFailed: boolean;
  /** The person closed its window. */
  closed: boolean;
}

/** One run of a program, from its start to its end. */
export interface Run<T extends ReadyType> {
  pid: number;
  /** Null where it ended before it was ready. */
  ready: Promise<ReadyOf<T> | null>;
  ended: Promise<Ending>;
  /** Asks it to end. */
  terminate(): void;
  /** Ends it and everything it started. */
  kill(): void;
}

/**
 * Starts a program in a process group of its own (Ctrl-C at the terminal must reach only the
 * supervisor, which decides the order) with an IPC channel that tells it when we are gone.
 * What it prints goes to our standard error.
 *
 * @param settings added to our environment
 */
export function startRun<T extends ReadyType>(
  { command, args, readyType, hasWindow }: Program<T>,
  settings: Record<string, string>,
): Run<T> {
  const child = spawn(command, args, {
    env: { ...process.env, ...settings },
    detached: true,
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
    windowsHide: true,
  });
  const ready = Promise.withResolvers<ReadyOf<T> | null>();
  const ended = Promise.withResolvers<Ending>();
  let failure: string | null = null;

  child.on('message', (received) => {
    const message = ChildMessage.safeParse(received);
    if (!message.success) return;
    if (isOfType(message.data, readyType)) ready.resolve(message.data);
    else if (message.data.type === 'start_failed') failure = message.data.message;
  });
  const end = (reason: string, closed = false) => {
    ready.resolve(null);
    ended.resolve({ reason: failure ?? reason, startFailed: failure !== null, closed });
  };
  child.once('error', (error) => end(error.message));
  child.once('exit', (code, signal) => {
    const finish = () => end(signal ?? `exit code ${code}`, hasWindow && code === 0);
    // Its last message may still be in the channel.
    if (child.connected) child.once('disconnect', finish);
    else finish();
  });

  return {
    pid: child.pid ?? -1,
    ready: ready.promise,
    ended: ended.promise,
    terminate: () => void child.kill('SIGTERM'),
    kill: () => killGroup(child.pid),
  };
}

function isOfType<T extends ReadyType>(
  message: ChildMessage,
  type: T,
): message is Extract<ChildMessage, { type: T }> {
  return message.type === type;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    // A negative id names the group; Windows has none.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error;
  }
}

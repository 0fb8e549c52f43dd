import { writeFile } from 'node:fs/promises';
import { WebSocket } from 'ws';
import * as z from 'zod/mini';
import { artifact } from '../project.ts';
import { until } from '../until.ts';

const Targets = z.array(
  z.looseObject({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }),
);
const Answer = z.looseObject({
  id: z.optional(z.int()),
  result: z.optional(z.unknown()),
  error: z.optional(z.looseObject({ message: z.string() })),
});
const Evaluated = z.looseObject({
  result: z.looseObject({ value: z.optional(z.unknown()) }),
  exceptionDetails: z.optional(
    z.looseObject({
      exception: z.optional(z.looseObject({ description: z.optional(z.string()) })),
    }),
  ),
});
const Screenshot = z.looseObject({ data: z.string() });

/** The page in the app's window, over Chromium's remote debugging. */
export interface AppPage {
  /** Evaluates an expression in the page's own world; a promise is waited for. */
  evaluate<T>(reply: z.ZodMiniType<T>, expression: string): Promise<T>;
  /** Leaves a picture of it among the artifacts. */
  screenshot(name: string): Promise<void>;
  close(): void;
}

/** Waits for a page whose address begins like this, and connects to it. */
export async function connectToPage(port: number, address: string): Promise<AppPage> {
  const target = await until(`a window with ${address}`, async () => {
    const reply = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = z.parse(Targets, await reply.json());
    return targets.find(({ type, url }) => type === 'page' && url.startsWith(address));
  });
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, (answer: z.infer<typeof Answer>) => void>();
  socket.on('message', (data: Buffer) => {
    const answer = z.parse(Answer, JSON.parse(data.toString('utf8')));
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });

  async function command(method: string, params: object): Promise<unknown> {
    const id = waiting.size + 1;
    const answered = new Promise<z.infer<typeof Answer>>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { error, result } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  return {
    async evaluate(reply, expression) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = z.parse(
        Evaluated,
        await command('Runtime.evaluate', params),
      );
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
      return z.parse(reply, result.value);
    },
    async screenshot(name) {
      const { data } = z.parse(Screenshot, await command('Page.captureScreenshot', {}));
      await writeFile(await artifact(`${name}.png`), Buffer.from(data, 'base64'));
    },
    close: () => socket.terminate(),
  };
}

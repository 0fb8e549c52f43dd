import type { InjectOptions, LightMyRequestResponse as Reply } from 'fastify';
import * as z from 'zod/mini';
import type { BrokenCaller, Caller } from './callers.ts';
import type { Scene } from './scene.ts';

export type { Reply };

/** One request in one scene, and how to see that it has done what it is for. */
export interface Tried {
  url: string;
  payload?: InjectOptions['payload'];
  headers?: Record<string, string>;
  /** In place of the caller's own token. */
  token?: string | null;
  /** Whether it was done: asked after every request, also after those that were refused. */
  isDone: (reply: Reply) => Promise<boolean> | boolean;
}

/** Makes what a request is about, anew for each caller where the request may change it. */
export type Probe = (scene: Scene, caller: Caller | BrokenCaller) => Promise<Tried> | Tried;

/** By the name of the call; see expected.ts. */
export type Probes = Record<string, Probe>;

/** Whether a reply is JSON that says this. */
export function says(isIt: (body: Record<string, unknown>) => boolean): (reply: Reply) => boolean {
  return (reply) => reply.statusCode < 300 && isIt(bodyOf(reply));
}

const Body = z.record(z.string(), z.unknown());

export function bodyOf(reply: Reply): Record<string, unknown> {
  return Body.parse(reply.json());
}

/** A form with files as the body of a request. */
export async function formPayload(form: FormData): Promise<Pick<Tried, 'payload' | 'headers'>> {
  const sent = new Response(form);
  return {
    payload: Buffer.from(await sent.arrayBuffer()),
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
  };
}

/** What the worker needs of the browser; the tests have their own. */
export interface Surroundings {
  caches: {
    open: (name: string) => Promise<{ addAll: (paths: string[]) => Promise<void> }>;
    keys: () => Promise<string[]>;
    delete: (name: string) => Promise<boolean>;
    match: (request: Request | string) => Promise<Response | undefined>;
  };
  fetch: (request: Request) => Promise<Response>;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<void>;
  origin: string;
}

/** The files of one build, and what its cache is called. */
export interface Build {
  version: string;
  files: readonly string[];
}

/** The page without a session in it. */
export const SHELL = '/g/shell.html';
const PREFIX = 'gallery ';
/** A dead spot does not refuse, it just does not answer. */
const PATIENCE_MS = 12_000;

export const nameOf = ({ version }: Build): string => PREFIX + version;

/** Keeps what a gallery needs to say that there is no network. */
export async function install({ caches }: Surroundings, build: Build): Promise<void> {
  const cache = await caches.open(nameOf(build));
  await cache.addAll([SHELL, ...build.files]);
}

/** Forgets earlier builds; by now no page of theirs is open. */
export async function tidyUp({ caches }: Surroundings, build: Build): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(PREFIX) && name !== nameOf(build),
  );
  for (const name of old) await caches.delete(name);
}

/**
 * The worker's answer, or null where the browser goes on as if there were none. Only files of the
 * build ever come from here, which are the same for everybody and for good. Pictures and what is
 * said of them never do, nor does a page with a session in it: what was taken back, hidden or
 * replaced cannot be in a cache that does not keep it.
 */
export function answerTo(request: Request, around: Surroundings): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== around.origin) return null;
  if (request.mode === 'navigate') return page(request, around);
  return pathname.startsWith('/assets/') ? fileOf(request, around) : null;
}

async function page(request: Request, around: Surroundings): Promise<Response> {
  const late = around.pause(PATIENCE_MS).then(() => null);
  const answer = await Promise.race([around.fetch(request).catch(() => null), late]);
  if (answer !== null) return answer;
  // A photo's own link lies deeper than the files of the shell are looked for.
  const [, gallery, photoId] =
    /^(\/g\/[^/]+)\/p\/([^/]+)/.exec(new URL(request.url).pathname) ?? [];
  if (gallery !== undefined && photoId !== undefined) {
    return Response.redirect(`${around.origin}${gallery}#p=${photoId}`);
  }
  return (await around.caches.match(SHELL)) ?? Response.error();
}

async function fileOf(request: Request, { caches, fetch }: Surroundings): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

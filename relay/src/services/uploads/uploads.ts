import { PictureLiveError } from '@picture-live/shared/errors';
import { UploadFields } from '@picture-live/shared/protocol';
import type { UploadOutcome, UploadProgress, UploadReply } from '@picture-live/shared/protocol';
import { toPictureLiveError } from '../../errors/to-picture-live-error.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import { nameOf } from '../access/name-of.ts';
import type { ChangeDeps } from '../photos/change.ts';
import { findSeen } from '../photos/photo-service.ts';
import { browserDevice } from './browser-device.ts';
import { developFile } from './develop-file.ts';
import type { DevelopDeps, DevelopedFile } from './develop-file.ts';
import { publishUpload, replaceByUpload } from './publish-upload.ts';
import { readForm } from './read-form.ts';
import type { Form, FormLimits } from './read-form.ts';
import { discardAll, receiveFile } from './receive-file.ts';
import type { ReceivedFile } from './receive-file.ts';
import type { WorkQueue } from './work-queue.ts';

export interface UploadDeps extends ChangeDeps, DevelopDeps {
  queue: WorkQueue;
  limits: FormLimits;
}

type Publish = (developed: DevelopedFile) => Promise<Done>;
type Done = Pick<Extract<UploadOutcome, { ok: true }>, 'outcome' | 'photo'>;
/** Says where one file of the request is. */
type Report = (file: number, name: string, step: UploadProgress['step']) => void;

export type UploadService = ReturnType<typeof uploadService>;

/** Photos that people bring with a browser, rendered here like those of a laptop there. */
export function uploadService(deps: UploadDeps) {
  const access = accessService(deps);

  /**
   * Takes a form with one or many files; what is wrong with one file is its outcome alone.
   *
   * @throws PictureLiveError `invalid_request`, `blob_too_large`, `upload_stalled`, `unavailable`;
   *   what `authorize` throws.
   */
  async function upload(actor: Actor, form: Form): Promise<UploadReply> {
    let fields: UploadFields | null = null;
    let uploader = '';
    let leave = (): void => undefined;
    const begin = async (given: ReadonlyMap<string, string>): Promise<void> => {
      fields = parseFields(given);
      const authorized = await access.authorize(actor, 'upload', fields.sessionId);
      uploader = nameOf(authorized.actor);
      leave = deps.queue.enter(authorized.standing);
    };
    const report: Report = (file, name, step) => {
      if (fields?.uploadId === undefined) return;
      const { sessionId, uploadId } = fields;
      const progress = { uploadId, sessionId, file, name, step };
      deps.fanOut.publish({ kind: 'upload_progress', name: uploader, progress });
    };
    try {
      return await withFiles(form, deps.limits, { begin, report }, async (received) => {
        const { sessionId } = requireFields(fields);
        const deviceId = await browserDevice(deps.db, deps.now());
        const publish: Publish = (developed) =>
          publishUpload(deps, { actor, sessionId, deviceId }, developed);
        const outcomes = received.map((one, index) =>
          outcomeOf(one, publish, (step) => report(index, one.name, step)),
        );
        return { outcomes: await Promise.all(outcomes) };
      });
    } finally {
      leave();
    }
  }

  /**
   * Replaces a photo's content by the one file of a form.
   *
   * @throws PictureLiveError as `upload` and `replaceByUpload` do.
   */
  async function replace(actor: Actor, photoId: string, form: Form): Promise<Done> {
    const { authorized } = await findSeen(deps, actor, 'manage_photos', photoId);
    const reader = { begin: async () => undefined, report: () => undefined };
    const limits = { ...deps.limits, maxFiles: 1 };
    const leave = deps.queue.enter(authorized.standing);
    try {
      return await withFiles(form, limits, reader, async ([received]) => {
        if (received === undefined) throw noFile();
        if (!received.ok) throw received.failure;
        const deviceId = await browserDevice(deps.db, deps.now());
        const developed = await deps.queue.develop(() => developFile(deps, received));
        return replaceByUpload(deps, { actor, photoId, deviceId }, developed);
      });
    } finally {
      leave();
    }
  }

  /** Whatever happens, no file stays behind. */
  async function withFiles<T>(
    form: Form,
    limits: FormLimits,
    reader: { begin: (fields: ReadonlyMap<string, string>) => Promise<void>; report: Report },
    work: (received: ReceivedFile[]) => Promise<T>,
  ): Promise<T> {
    const read = await readForm<ReceivedFile>(form, limits, {
      begin: reader.begin,
      take: async (file, index) => {
        const received = await receiveFile(deps, file);
        reader.report(index, file.name, received.ok ? 'received' : 'failed');
        return received;
      },
    });
    try {
      if ('failure' in read) throw read.failure;
      return await work(read.taken);
    } finally {
      await discardAll(read.taken);
    }
  }

  async function outcomeOf(
    received: ReceivedFile,
    publish: Publish,
    report: (step: UploadProgress['step']) => void,
  ): Promise<UploadOutcome> {
    const { name } = received;
    if (!received.ok) return failed(name, received.failure);
    try {
      const developed = await deps.queue.develop(async () => {
        report('developing');
        return developFile(deps, received);
      });
      const done = await publish(developed);
      report('done');
      return { name, ok: true, ...done };
    } catch (thrown) {
      report('failed');
      return failed(name, toPictureLiveError(thrown));
    }
  }

  return { upload, replace };
}

export function failed(
  name: string,
  { code, message }: PictureLiveError,
): { name: string; ok: false; error: { code: string; message: string } } {
  return { name, ok: false, error: { code, message } };
}

function parseFields(given: ReadonlyMap<string, string>): UploadFields {
  const parsed = UploadFields.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw new PictureLiveError(
    'invalid_request',
    'The field sessionId (and uploadId, if it is there) comes before the files and holds an id.',
  );
}

function requireFields(fields: UploadFields | null): UploadFields {
  if (fields === null) throw noFile();
  return fields;
}

function noFile(): PictureLiveError {
  return new PictureLiveError('invalid_request', 'There is no file in this request.');
}

import type { Socket } from 'socket.io-client';
import * as z from 'zod/mini';
import {
  TakedownNews,
  UploadProgress,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../protocol/index.ts';

/** What a room says to some of those in it only. */
export interface MemberListeners {
  /** To whoever uploads: how far their files are. */
  onUpload?: (progress: UploadProgress) => void;
  /** To members: a guest asked for a photo to be removed, or an owner has decided. */
  onTakedown?: (news: TakedownNews) => void;
}

/** What is not understood is left out: lists that are asked for say the same. */
export function listenAsMember(
  socket: Socket<ServerToClientEvents, ClientToServerEvents>,
  listeners: MemberListeners,
): void {
  const hear = (pushed: unknown): void => {
    const news = z.safeParse(TakedownNews, pushed);
    if (news.success) listeners.onTakedown?.(news.data);
  };
  socket.on('takedown_requested', hear);
  socket.on('takedown_decided', hear);
  socket.on('upload_progress', (pushed: unknown) => {
    const progress = z.safeParse(UploadProgress, pushed);
    if (progress.success) listeners.onUpload?.(progress.data);
  });
}

import type { AuditAction } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { PhotoAddress } from './own-photo.ts';

/** Of what a device does: publishing is its work; what takes away or replaces, somebody asks after. */
export async function auditPhoto(
  trx: Db,
  { sessionId, photoId, deviceId, ...from }: PhotoAddress,
  action: Extract<AuditAction, 'photos_deleted' | 'photos_restored' | 'photo_replaced'>,
  now: number,
): Promise<void> {
  const deed = { action, sessionId, subjects: [photoId] };
  await recordAudit(trx, { kind: 'device', deviceId, ...from }, deed, now);
}

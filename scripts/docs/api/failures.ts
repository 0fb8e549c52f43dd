import { ERRORS } from '@picture-live/shared/errors';
import type { ErrorCode } from '@picture-live/shared/errors';

/** What any call may answer; said once instead of at each of them. */
export const ANYWHERE: readonly ErrorCode[] = [
  'invalid_request',
  'unauthorized',
  'forbidden',
  'rate_limited',
  'unavailable',
  'internal',
];

/** What any call about a session may answer besides. */
export const OF_SESSIONS: readonly ErrorCode[] = [
  'session_not_found',
  'session_expired',
  'access_code_required',
];

/** Nothing that people or laptops bring is kept without these. */
const OF_FILES: readonly ErrorCode[] = [
  'blob_too_large',
  'undecodable',
  'metadata_leak',
  'virus_found',
  'upload_stalled',
  'storage_full',
];

const OF_A_PHOTO: readonly ErrorCode[] = ['not_found', 'photo_gone'];
const OF_DELIVERY: readonly ErrorCode[] = ['photo_not_yours', 'photo_gone', 'not_found'];

/** What a call may answer besides those, in its own words of why. */
const OWN: Record<string, readonly ErrorCode[]> = {
  'GET /ready': ['unavailable'],
  'POST /api/auth/register': ['account_exists', 'registration_closed', 'invitation_needed'],
  'POST /api/auth/page/register': ['account_exists', 'registration_closed', 'invitation_needed'],
  'POST /api/auth/login': ['invalid_credentials'],
  'POST /api/auth/page/login': ['invalid_credentials'],
  'PUT /api/auth/profile': ['account_exists'],
  'PUT /api/auth/me': ['account_exists'],
  'PUT /api/users/profile': ['account_exists'],
  'POST /api/users/change-password': ['invalid_credentials'],
  'POST /api/auth/invitations/accept': ['invitation_needed'],
  'DELETE /api/auth/logins/:id': ['not_found'],
  'DELETE /api/auth/invitations/:id': ['not_found'],
  'POST /api/devices/pairing/token': ['authorization_pending', 'slow_down', 'pairing_expired'],
  'POST /api/devices/pairing/approve': ['not_found'],
  'PUT /api/devices/:id/sessions': ['not_found'],
  'DELETE /api/devices/:id': ['not_found'],
  'POST /api/sessions': ['slug_taken'],
  'PUT /api/sessions/:id': ['slug_taken', 'changed_meanwhile'],
  'PUT /api/sessions/:id/logo': ['not_found', ...OF_FILES],
  'POST /api/sessions/:id/verify': ['access_code_wrong'],
  'POST /api/sessions/:id/members': ['account_not_found', 'already_member'],
  'PUT /api/sessions/:id/members/:userId': ['member_not_found', 'last_owner'],
  'DELETE /api/sessions/:id/members/:userId': ['member_not_found', 'last_owner'],
  'POST /api/photos/upload': OF_FILES,
  'POST /api/photos/batch': ['not_found', 'photo_gone', 'duplicate_photo'],
  'GET /api/photos/:id': OF_A_PHOTO,
  'PUT /api/photos/:id': OF_A_PHOTO,
  'DELETE /api/photos/:id': ['not_found'],
  'POST /api/photos/:id/restore': ['not_found', 'photo_gone', 'duplicate_photo'],
  'PUT /api/photos/:id/content': [...OF_A_PHOTO, 'duplicate_photo', ...OF_FILES],
  'PUT /api/photos/:id/like': OF_A_PHOTO,
  'DELETE /api/photos/:id/like': OF_A_PHOTO,
  'GET /api/photos/:id/download': OF_A_PHOTO,
  'GET /api/photos/:id/original': OF_A_PHOTO,
  'GET /api/photos/:id/pictures/:name': OF_A_PHOTO,
  'GET /api/photos/:id/removal': ['not_found'],
  'POST /api/images/upload': ['too_many_images', ...OF_FILES],
  'POST /api/images/upload/batch': ['too_many_images', ...OF_FILES],
  'DELETE /api/images/:id': ['not_found', 'image_in_use'],
  'POST /api/sessions/:id/messages': [
    'name_required',
    'message_id_taken',
    'message_gone',
    'not_found',
    'photo_gone',
  ],
  'PUT /api/messages/:id': ['not_found', 'message_gone', 'message_too_old'],
  'DELETE /api/messages/:id': ['not_found'],
  'POST /api/photos/:id/takedown': OF_A_PHOTO,
  'GET /api/takedowns/:id': ['not_found'],
  'PUT /api/takedowns/:id': ['not_found', 'takedown_decided'],
  'PUT /api/ingest/blobs/:sha256': [
    'blob_hash_mismatch',
    'blob_refused',
    'blob_too_large',
    'upload_stalled',
    'storage_full',
  ],
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId': ['blobs_missing', ...OF_DELIVERY],
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish': ['blobs_missing', ...OF_DELIVERY],
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId/original': ['blobs_missing', ...OF_DELIVERY],
  'DELETE /api/ingest/sessions/:sessionId/photos/:photoId': ['photo_not_yours'],
};

/** What an acknowledgement of the socket may say besides `invalid_request` and `rate_limited`. */
export const OF_EVENTS: Record<string, readonly ErrorCode[]> = {
  join_session: [...OF_SESSIONS, 'access_code_wrong', 'unauthorized', 'forbidden', 'unavailable'],
  send_message: [
    'forbidden',
    'unauthorized',
    'name_required',
    'message_id_taken',
    'message_gone',
    'not_found',
    'photo_gone',
  ],
};

/** Of the laptop's own program: no call answers these. */
export const OF_LAPTOPS = new Set<string>([
  'relay_unreachable',
  'artwork_missing',
  'artwork_refused',
  'recipe_refused',
  'disk_full',
  'home_in_use',
] satisfies ErrorCode[]);

/** Calls that the table knows; the tests compare them with those that there are. */
export const KNOWN_CALLS = Object.keys(OWN);

/** The codes that a call may answer, without those that any call may. */
export function failuresOf(call: string): ErrorCode[] {
  return [...new Set([...(OWN[call] ?? []), ...(isAboutSession(call) ? OF_SESSIONS : [])])];
}

/** The codes with their status, as a list in a sentence. */
export function codeList(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `\`${code}\` (${ERRORS[code].status})`).join(', ');
}

/** By the tables of the matrix: whatever is refused by kind of session. */
function isAboutSession(call: string): boolean {
  const [method = '', path = ''] = call.split(' ');
  if (/^\/api\/(sessions\/|photos|images|messages|takedowns)/.test(path)) return true;
  return method !== 'GET' && path.startsWith('/api/ingest/sessions');
}

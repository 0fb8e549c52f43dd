/**
 * Every failure a program or a person may meet, once. `status` is the HTTP status it has on the
 * wire, `retry` whether the same call can succeed later without anybody changing anything.
 */
export const ERRORS = {
  invalid_request: { status: 400, retry: false, message: 'The request is not well formed.' },
  unauthorized: { status: 401, retry: false, message: 'This needs a valid token.' },
  invalid_credentials: {
    status: 401,
    retry: false,
    message: 'The e-mail address or the password is not right.',
  },
  access_code_required: {
    status: 401,
    retry: false,
    message: 'This session is opened with its access code.',
  },
  access_code_wrong: { status: 401, retry: false, message: 'This access code is not right.' },
  forbidden: { status: 403, retry: false, message: 'This token may not do that.' },
  registration_closed: {
    status: 403,
    retry: false,
    message: 'This relay takes no new accounts.',
  },
  invitation_needed: {
    status: 403,
    retry: false,
    message: 'This relay takes new accounts by invitation: the code is missing, used or expired.',
  },
  photo_not_yours: {
    status: 403,
    retry: false,
    message: 'This photo was published by somebody else.',
  },
  not_found: { status: 404, retry: false, message: 'There is nothing here.' },
  session_not_found: { status: 404, retry: false, message: 'This session does not exist.' },
  account_exists: {
    status: 409,
    retry: false,
    message: 'There is an account with this e-mail address already.',
  },
  member_not_found: { status: 404, retry: false, message: 'This person is not a member.' },
  account_not_found: {
    status: 404,
    retry: false,
    message: 'Nobody has an account with this e-mail address.',
  },
  slug_taken: { status: 409, retry: false, message: 'Another session has this link already.' },
  changed_meanwhile: {
    status: 409,
    retry: false,
    message: 'Somebody else has changed this in the meantime: look at it and change it again.',
  },
  already_member: { status: 409, retry: false, message: 'This person is a member already.' },
  last_owner: {
    status: 409,
    retry: false,
    message: 'A session needs an owner: give the role to somebody else first.',
  },
  session_expired: { status: 410, retry: false, message: 'This session has ended.' },
  authorization_pending: {
    status: 400,
    retry: true,
    message: 'Nobody has entered the code yet.',
  },
  slow_down: { status: 400, retry: true, message: 'Ask less often.' },
  pairing_expired: {
    status: 400,
    retry: false,
    message: 'This code is used or too old: start again.',
  },
  duplicate_photo: {
    status: 409,
    retry: false,
    message: 'The session has a photo of this content already.',
  },
  takedown_decided: {
    status: 409,
    retry: false,
    message: 'This request was granted already: restore the photo instead.',
  },
  virus_found: { status: 422, retry: false, message: 'The virus scanner refused this file.' },
  photo_gone: { status: 410, retry: false, message: 'This photo was taken back.' },
  message_gone: { status: 410, retry: false, message: 'This message was taken back.' },
  message_too_old: {
    status: 409,
    retry: false,
    message: 'This message is too old to be changed: delete it and write another one.',
  },
  message_id_taken: {
    status: 409,
    retry: false,
    message: 'Another message has this id: make a new one.',
  },
  name_required: {
    status: 400,
    retry: false,
    message: 'A guest says their name with the first message.',
  },
  image_in_use: {
    status: 409,
    retry: false,
    message: 'A message shows this image: delete the message.',
  },
  too_many_images: {
    status: 409,
    retry: false,
    message: 'Nobody may bring more images to this session: delete some first.',
  },
  blobs_missing: {
    status: 409,
    retry: true,
    message: 'Upload the missing blobs first, then publish again.',
  },
  blob_too_large: { status: 413, retry: false, message: 'The upload is larger than allowed.' },
  blob_hash_mismatch: {
    status: 422,
    retry: true,
    message: 'The bytes that arrived are not the ones announced.',
  },
  blob_refused: {
    status: 422,
    retry: false,
    message: 'The upload is not a picture that may be published.',
  },
  upload_stalled: { status: 408, retry: true, message: 'The upload stopped arriving.' },
  rate_limited: { status: 429, retry: true, message: 'Too many requests, slow down.' },
  storage_full: { status: 507, retry: true, message: 'The disk of the relay is full.' },
  unavailable: { status: 503, retry: true, message: 'The relay is not ready.' },
  relay_unreachable: { status: 503, retry: true, message: 'The relay cannot be reached.' },
  internal: { status: 500, retry: true, message: 'Something failed inside.' },
  undecodable: { status: 422, retry: false, message: 'The picture cannot be decoded.' },
  metadata_leak: {
    status: 422,
    retry: false,
    message: 'The bytes hold metadata that must not leave the laptop.',
  },
  artwork_missing: {
    status: 404,
    retry: false,
    message:
      'A drawing of the recipe is no longer on this laptop: choose it again in the recipe, then retry.',
  },
  artwork_refused: { status: 422, retry: false, message: 'This drawing cannot be used.' },
  recipe_refused: { status: 422, retry: false, message: 'This is no recipe of Picture Live.' },
  disk_full: { status: 507, retry: true, message: 'The disk is full.' },
  home_in_use: {
    status: 409,
    retry: false,
    message: 'Another Picture Live is already using this data folder.',
  },
} as const satisfies Record<string, { status: number; retry: boolean; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** A failure with a code of the table. The message may say more than the table's own. */
export class PictureLiveError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(
    code: ErrorCode,
    message: string = ERRORS[code].message,
    options: { cause?: unknown; details?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'PictureLiveError';
    this.code = code;
    this.details = options.details;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get retry(): boolean {
    return ERRORS[this.code].retry;
  }
}

/** Whether something that was thrown is this failure. */
export function isCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof PictureLiveError && error.code === code;
}

/** Whether a word that came over the wire is a code of the table. */
export function isErrorCode(word: string): word is ErrorCode {
  return Object.hasOwn(ERRORS, word);
}

/** For the `default` of a switch over a union: the compiler proves that it cannot be reached. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

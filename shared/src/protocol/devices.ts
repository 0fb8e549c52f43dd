import * as z from 'zod/mini';
import { OpaqueToken } from './auth.ts';
import { EpochMs, Id } from './values.ts';

const DeviceName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const SessionIds = z.array(Id).check(z.maxLength(200));

/*
 * Pairing a laptop with a short code, in the shape of RFC 8628: the laptop starts it and shows
 * `userCode`; somebody who is logged in types the code and says which sessions the laptop is for;
 * the laptop meanwhile asks for its token.
 */

/**
 * `formerToken`: the token that this relay gave the laptop before, whether it is still good or was
 * revoked. Paired by the same person it stays the device that it was, so that what it published is
 * still its own; a token that nobody knows means a new device.
 */
export const StartPairing = z.object({ name: DeviceName, formerToken: z.optional(OpaqueToken) });
export type StartPairing = z.infer<typeof StartPairing>;

/** Times in seconds. `userCode` is for people: eight letters in two groups. */
export const PairingStarted = z.object({
  deviceCode: OpaqueToken,
  userCode: z.string(),
  verificationUri: z.string(),
  expiresIn: z.int(),
  interval: z.int(),
});
export type PairingStarted = z.infer<typeof PairingStarted>;

/** However it is typed: small letters, with the hyphen or without. */
export const UserCode = z.pipe(
  z.string().check(z.maxLength(40)),
  z.transform((typed) => typed.toUpperCase().replaceAll(/[^A-Z]/g, '')),
);

export const ApprovePairing = z.object({
  userCode: UserCode,
  sessionIds: SessionIds.check(z.minLength(1)),
});
export type ApprovePairing = z.input<typeof ApprovePairing>;

/** Which laptop that was. */
export const PairingApproved = z.object({ name: z.string() });
export type PairingApproved = z.infer<typeof PairingApproved>;

/**
 * Until it is approved the answer is `authorization_pending`; `slow_down` adds five seconds to the
 * interval; `pairing_expired` is final. The token is told once.
 */
export const ClaimPairing = z.object({ deviceCode: OpaqueToken });
export type ClaimPairing = z.infer<typeof ClaimPairing>;

export const Paired = z.object({ deviceId: Id, name: z.string(), deviceToken: z.string() });
export type Paired = z.infer<typeof Paired>;

/** A paired laptop as its owner sees it. */
export const DeviceInfo = z.object({
  id: Id,
  name: z.string(),
  createdAt: EpochMs,
  /** When it last asked something or was connected, to the minute; null: never, as far as is known. */
  lastSeenAt: z.optional(z.nullable(EpochMs)),
  /** The sessions it may deliver to. */
  sessionIds: z.array(Id),
});
export type DeviceInfo = z.infer<typeof DeviceInfo>;

export const Devices = z.object({ devices: z.array(DeviceInfo) });
export type Devices = z.infer<typeof Devices>;

/** All the sessions that a device may deliver to from now on. */
export const GiveSessions = z.object({ sessionIds: SessionIds });
export type GiveSessions = z.infer<typeof GiveSessions>;

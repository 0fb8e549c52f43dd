export * from './auth.ts';
export * from './backoff.ts';
export * from './clock.ts';
export * from './devices.ts';
export * from './follow-session.ts';
export * from './relay-client.ts';
export { enterRoom, type Room, type RoomOptions } from './room.ts';
export * from './sessions.ts';

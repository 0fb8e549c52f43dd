export * from './feed.ts';
export * from './health.ts';
export * from './ingest.ts';
export * from './photo.ts';
export * from './session.ts';
export * from './socket.ts';
export * from './values.ts';

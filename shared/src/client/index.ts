export * from './clock.ts';
export * from './relay-client.ts';

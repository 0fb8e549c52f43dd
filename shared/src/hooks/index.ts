export type { AuthActions, AuthState, AuthStore } from './auth-store.ts';
export type { ImagesActions, ImagesState, ImagesStore } from './images-store.ts';
export * from './live.ts';
export type { LinkNews, LinkState, SessionLink } from './session-link.ts';
export type { SessionsActions, SessionsState, SessionsStore } from './sessions-store.ts';
export { createStore, type OwnStore, type Store } from './store.ts';
export { MOST_UPLOADS, type Upload, type Uploads } from './uploads/uploads.ts';

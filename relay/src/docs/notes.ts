/*
 * What the description of the interface says of each call besides its schemas: where it belongs,
 * what it does, and what one has to show for it.
 */

/** What a call asks for. `link`: nothing in public sessions, the guest's token in others. */
export type Needs = 'nothing' | 'link' | 'name' | 'login' | 'device' | 'metrics';

/** A body that is no JSON. */
export type Body = 'photos' | 'photo' | 'images' | 'image' | 'bytes';

export interface Note {
  tag: Tag;
  summary: string;
  needs: Needs;
  body?: Body;
}

export const TAGS = {
  State: 'How the relay does.',
  Accounts: 'People with a password: how they log in, and what is theirs.',
  Devices: 'Laptops that deliver: paired with a short code, given sessions, revoked.',
  Sessions: 'A shoot and its gallery: who gets in, and what they may do.',
  Photos: 'What a session shows, and what its members make of it.',
  Images: 'Pictures that are no photos, of messages for example.',
  Messages: 'What people write in a session.',
  Takedowns: '“Please remove this photo of me.”',
  Audit: 'Who did what.',
  Delivery: 'How a laptop brings photos and takes them back.',
} as const;

export type Tag = keyof typeof TAGS;

const lines = (tag: Tag, table: Record<string, [Needs, string, Body?]>): [string, Note][] =>
  Object.entries(table).map(([call, [needs, summary, body]]) => [
    call,
    { tag, summary, needs, ...(body !== undefined && { body }) },
  ]);

/** By `METHOD /path`, as the routes are registered. */
export const NOTES: ReadonlyMap<string, Note> = new Map([
  ...lines('State', {
    'GET /health': ['nothing', 'Whether everything works, and how many are looking'],
    'GET /ready': ['nothing', 'Whether requests should be sent here'],
    'GET /metrics': ['metrics', 'Numbers for Prometheus'],
    'GET /api/websocket/stats': ['nothing', 'How many sockets there are'],
    'GET /api/docs/json': ['nothing', 'This description, for programs'],
  }),
  ...lines('Accounts', {
    'POST /api/auth/register': ['nothing', 'Make an account and log in'],
    'POST /api/auth/login': ['nothing', 'Log in'],
    'POST /api/auth/refresh': ['nothing', 'Exchange the refresh token for new tokens'],
    'POST /api/auth/logout': ['nothing', 'End this login, or all'],
    'GET /api/auth/page': ['nothing', 'How one may get an account'],
    'POST /api/auth/page/register': ['nothing', 'The same for a page: a cookie keeps the login'],
    'POST /api/auth/page/login': ['nothing', 'Log in a page: a cookie keeps the login'],
    'POST /api/auth/page/refresh': [
      'nothing',
      'A new access token for the page’s login; 204: none',
    ],
    'POST /api/auth/page/logout': ['nothing', 'End the page’s login, or all of that user'],
    'GET /api/auth/profile': ['login', 'One’s own account'],
    'PUT /api/auth/profile': ['login', 'Change one’s own account'],
    'GET /api/auth/me': ['login', 'One’s own account (the same as profile)'],
    'PUT /api/auth/me': ['login', 'Change one’s own account (the same as profile)'],
    'GET /api/users/profile': ['login', 'One’s own account (the same as profile)'],
    'PUT /api/users/profile': ['login', 'Change one’s own account (the same as profile)'],
    'POST /api/users/change-password': ['login', 'Change the password; ends all other logins'],
    'GET /api/users/stats': ['login', 'How many sessions, photos and people one has to do with'],
    'POST /api/auth/invitations': ['login', 'Invite somebody to make an account'],
    'POST /api/auth/invitations/accept': ['login', 'Use an invitation with the account one has'],
    'GET /api/auth/logins': ['login', 'Where one is logged in'],
    'DELETE /api/auth/logins': ['login', 'End all logins but this one'],
    'DELETE /api/auth/logins/:id': ['login', 'End a login'],
    'GET /api/auth/invitations': ['login', 'One’s open invitations'],
    'DELETE /api/auth/invitations/:id': ['login', 'Withdraw an invitation'],
  }),
  ...lines('Devices', {
    'POST /api/devices/pairing': ['nothing', 'Begin to pair a laptop: gives the code to show'],
    'POST /api/devices/pairing/token': ['nothing', 'Ask for the token, until the code was entered'],
    'POST /api/devices/pairing/approve': ['login', 'Enter the code that a laptop shows'],
    'GET /api/devices': ['login', 'One’s laptops'],
    'PUT /api/devices/:id/sessions': ['login', 'Give a laptop these sessions and no other'],
    'DELETE /api/devices/:id': ['login', 'Revoke a laptop'],
  }),
  ...lines('Sessions', {
    'GET /api/sessions': ['login', 'One’s sessions'],
    'POST /api/sessions': ['login', 'Make a session'],
    'GET /api/sessions/:id': ['link', 'A session'],
    'PUT /api/sessions/:id': ['login', 'Change a session, or bring a deleted one back'],
    'DELETE /api/sessions/:id': [
      'login',
      'Delete a session; its owner can bring it back for a while',
    ],
    'PUT /api/sessions/:id/logo': ['login', 'Upload the logo of a session', 'image'],
    'GET /api/sessions/:id/feed': ['link', 'What has changed since an event'],
    'POST /api/sessions/:id/verify': [
      'nothing',
      'Become a guest, with the access code if there is one',
    ],
    'GET /api/sessions/:id/statistics': ['login', 'Numbers of a session over time'],
    'GET /api/sessions/:id/statistics/csv': ['login', 'The same for a spreadsheet'],
    'GET /api/sessions/:id/statistics/photos': [
      'login',
      'The photos with most views, downloads or likes, or the longest way',
    ],
    'GET /api/sessions/:id/statistics/photos/csv': [
      'login',
      'The numbers of every photo, for a spreadsheet',
    ],
    'GET /api/sessions/:id/members': ['login', 'Who works on a session'],
    'POST /api/sessions/:id/members': ['login', 'Give somebody a role in a session'],
    'PUT /api/sessions/:id/members/:userId': ['login', 'Give a member another role'],
    'DELETE /api/sessions/:id/members/:userId': ['login', 'Take a member out, or leave'],
  }),
  ...lines('Photos', {
    'GET /api/photos': ['link', 'The photos of a session, the newest first'],
    'POST /api/photos/upload': ['name', 'Upload photos with a browser', 'photos'],
    'POST /api/photos/batch': ['login', 'Do the same to many photos'],
    'GET /api/photos/:id': ['link', 'A photo'],
    'PUT /api/photos/:id': ['login', 'Describe, tag, feature, hide or show a photo'],
    'DELETE /api/photos/:id': ['login', 'Take a photo back from every screen'],
    'POST /api/photos/:id/restore': ['login', 'Bring a deleted photo back'],
    'PUT /api/photos/:id/content': ['login', 'Replace the picture of a photo', 'photo'],
    'PUT /api/photos/:id/like': ['name', 'Like a photo'],
    'DELETE /api/photos/:id/like': ['name', 'Like it no more'],
    'GET /api/photos/:id/download': ['link', 'The picture as a file'],
    'GET /api/photos/:id/original': [
      'link',
      'The original as a file, where it is allowed and there',
    ],
    'GET /api/sessions/:id/bin': ['login', 'Deleted photos that can still be restored'],
    'GET /api/photos/:id/pictures/:name': ['login', 'A picture of a photo that is out of sight'],
    'GET /api/photos/:id/removal': ['login', 'From how many screens a photo is gone'],
    'GET /api/sessions/:id/overview': ['link', 'How many photos there are of what, and when'],
    'GET /api/sessions/:id/archive': ['link', 'All photos as one ZIP'],
    'GET /api/sessions/:id/archive/size': ['link', 'How large that ZIP would be'],
  }),
  ...lines('Images', {
    'POST /api/images/upload': ['name', 'Upload an image', 'image'],
    'POST /api/images/upload/batch': ['name', 'Upload images', 'images'],
    'GET /api/images/session/:id': ['link', 'The images of a session'],
    'DELETE /api/images/:id': ['name', 'Delete an image'],
  }),
  ...lines('Messages', {
    'GET /api/sessions/:id/messages': ['link', 'The messages of a session'],
    'POST /api/sessions/:id/messages': ['name', 'Send a message'],
    'PUT /api/sessions/:id/messages/read': ['name', 'Say how far one has read'],
    'PUT /api/messages/:id': ['name', 'Change one’s own message, or moderate one'],
    'DELETE /api/messages/:id': ['name', 'Delete a message'],
  }),
  ...lines('Takedowns', {
    'POST /api/photos/:id/takedown': ['link', 'Ask for a photo to be removed; hides it at once'],
    'GET /api/takedowns/:id': ['link', 'What has become of a request'],
    'GET /api/sessions/:id/takedowns': ['login', 'The requests of a session'],
    'PUT /api/takedowns/:id': ['login', 'Decide a request'],
  }),
  ...lines('Audit', {
    'GET /api/sessions/:id/audit': ['login', 'Who did what in a session'],
    'GET /api/audit': ['login', 'What was done to one’s own account'],
  }),
  ...lines('Delivery', {
    'GET /api/device': ['device', 'What this laptop may deliver to'],
    'POST /api/ingest/blobs/missing': ['device', 'Which blobs still have to be uploaded'],
    'PUT /api/ingest/blobs/:sha256': ['device', 'Upload a blob', 'bytes'],
    'PUT /api/ingest/sessions/:sessionId/photos/:photoId': ['device', 'Publish or replace a photo'],
    'POST /api/ingest/sessions/:sessionId/photos/missing': [
      'device',
      'Which photos a relay that was restored does not have any more',
    ],
    'PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish': [
      'device',
      'Take back, restore, describe, tag or feature a photo; the newest wish holds',
    ],
    'PUT /api/ingest/sessions/:sessionId/photos/:photoId/original': [
      'device',
      'Bring the original of a photo',
    ],
    'DELETE /api/ingest/sessions/:sessionId/photos/:photoId': ['device', 'Take a photo back'],
  }),
]);

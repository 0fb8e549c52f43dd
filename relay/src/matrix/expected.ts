import { readTable } from './table.ts';
import type { Row } from './table.ts';

/** Where it does not matter which session is meant, or there is none. */
const ACCOUNTS = `
#           nobody guest guest′ | owner photogr. moder. other | device device′ | broken token
GET /health
GET /ready
GET /metrics (on this machine)
GET /api/websocket/stats
GET /api/docs
GET /api/docs/
GET /api/docs/json
GET /g/shell.html
GET /studio
GET /studio/*
GET /media/:photoId/:signature/:file
POST /api/auth/register
POST /api/auth/login
POST /api/auth/refresh
GET /api/auth/page
POST /api/auth/page/register
POST /api/auth/page/login
POST /api/auth/page/refresh
POST /api/auth/page/logout
POST /api/devices/pairing
POST /api/devices/pairing/token
GET /pair
POST /pair
  any         ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  ok

# How busy a studio is, is nobody's business; the settings say who else may read it.
GET /metrics (from elsewhere)
  any        403   403   403    |  403    403     403   403  |  403    403   |  403

# An address that was given out opens it for whoever has it; a token that is no good is said to be.
GET /
GET /images/:id/:signature/:file
GET /logos/:sessionId/:file
  any         ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401

POST /api/auth/logout
GET /api/auth/profile
GET /api/auth/me
GET /api/users/profile
PUT /api/auth/profile
PUT /api/auth/me
PUT /api/users/profile
POST /api/users/change-password
GET /api/users/stats
GET /api/devices
GET /api/auth/logins
DELETE /api/auth/logins
GET /api/audit
GET /api/sessions
POST /api/sessions
  any        401   403   403    |  ok     ok      ok    ok   |  403    403   |  401

# Admins and owners of sessions invite others; an invitation belongs to who made it.
GET /api/auth/invitations
POST /api/auth/invitations
  any        401   403   403    |  ok     403     403   ok   |  403    403   |  401
# Whoever has the code, and an account.
POST /api/auth/invitations/accept
  any        401   403   403    |  ok     ok      ok    ok   |  403    403   |  401
# One’s own; nobody ends those of others.
DELETE /api/auth/logins/:id
  any        401   403   403    |  ok     404     404   404  |  403    403   |  401
DELETE /api/auth/invitations/:id
  any        401   403   403    |  ok     403     403   404  |  403    403   |  401

# The laptop is the owner's.
DELETE /api/devices/:id
  any        401   403   403    |  ok     404     404   404  |  403    403   |  401
PUT /api/devices/:id/sessions
  public     401   403   403    |  ok     404     403   403  |  403    403   |  401
  code       401   403   403    |  ok     404     403   401  |  403    403   |  401
  members    401   403   403    |  ok     404     403   404  |  403    403   |  401
POST /api/devices/pairing/approve
  public     401   403   403    |  ok     ok      403   403  |  403    403   |  401
  code       401   403   403    |  ok     ok      403   401  |  403    403   |  401
  members    401   403   403    |  ok     ok      403   404  |  403    403   |  401

# The token stands in the form.
POST /pair/confirm
  public     403   403   403    |  ok     ok      403   403  |  403    403   |  403
  members    403   403   403    |  ok     ok      403   403  |  403    403   |  403

GET /api/device
POST /api/ingest/blobs/missing
PUT /api/ingest/blobs/:sha256
  any        401   403   403    |  403    403     403   403  |   ok     ok   |  401
`;

/** What is done in a session. */
const SESSIONS = `
#           nobody guest guest′ | owner photogr. moder. other | device device′ | broken token
GET /api/sessions/:id
GET /api/sessions/:id/feed
GET /api/photos
GET /api/photos/:id
GET /api/sessions/:id/overview
GET /g/:slug/manifest.webmanifest
GET /api/sessions/:id/messages (announcements)
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code       401    ok   401    |  ok     ok      ok    401  |   ok    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401
  quiet       ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  ended      410   410   410    |  ok     ok      ok    410  |   ok    410   |  401
  deleted    404   404   404    |  ok     404     404   404  |  404    404   |  401

# Where guests may not write, what they wrote is for members and laptops.
GET /api/sessions/:id/messages (of guests)
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code       401    ok   401    |  ok     ok      ok    401  |   ok    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401
  quiet      bare  bare  bare   |  ok     ok      ok    bare |   ok    bare  |  401
GET /api/images/session/:id
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code       401    ok   401    |  ok     ok      ok    401  |   ok    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401
  quiet      401   403   403    |  ok     ok      ok    403  |   ok    403   |  401

GET /g/:slug
GET /g/:slug/p/:photoId
GET /wall/:slug
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code       page   ok   page   |  ok     ok      ok    page |   ok    page  |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401
  ended      410   410   410    |  ok     ok      ok    410  |   ok    410   |  401
  deleted    404   404   404    |  ok     404     404   404  |  404    404   |  401

# Everybody with the code is let in, whoever they are besides.
POST /api/sessions/:id/verify
POST /g/:slug/open
POST /wall/:slug/open
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code        ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  members    404   404   404    |  404    404     404   404  |  404    404   |  401
  ended      410   410   410    |  410    410     410   410  |  410    410   |  401
  deleted    404   404   404    |  404    404     404   404  |  404    404   |  401
POST /api/sessions/:id/verify (wrong code)
  public      ok    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code       401   401   401    |  401    401     401   401  |  401    401   |  401
  members    404   404   404    |  404    404     404   404  |  404    404   |  401
POST /g/:slug/open (wrong code)
POST /wall/:slug/open (wrong code)
  code       403   403   403    |  403    403     403   403  |  403    403   |  401

PUT /api/sessions/:id
PUT /api/sessions/:id/logo
GET /api/sessions/:id/audit
PUT /api/takedowns/:id
POST /api/sessions/:id/members
PUT /api/sessions/:id/members/:userId
DELETE /api/sessions/:id/members/:userId
  public     401   403   403    |  ok     403     403   403  |  403    403   |  401
  code       401   403   401    |  ok     403     403   401  |  403    401   |  401
  members    404   404   404    |  ok     403     403   404  |  403    404   |  401
  ended      410   410   410    |  ok     403     403   410  |  403    410   |  401
  deleted    404   404   404    |  ok     404     404   404  |  404    404   |  401

DELETE /api/sessions/:id
  public     401   403   403    |  ok     403     403   403  |  403    403   |  401
  code       401   403   401    |  ok     403     403   401  |  403    401   |  401
  members    404   404   404    |  ok     403     403   404  |  403    404   |  401
  ended      410   410   410    |  ok     403     403   410  |  403    410   |  401

GET /api/sessions/:id/members
GET /api/sessions/:id/statistics/csv
GET /api/sessions/:id/statistics/photos
GET /api/sessions/:id/statistics/photos/csv
GET /api/sessions/:id/takedowns
GET /api/photos (also hidden ones)
GET /api/photos (found by a word)
GET /api/sessions/:id/bin
GET /api/photos/:id/pictures/:name
PUT /api/photos/:id (hide)
POST /api/photos/batch (hide)
POST /api/photos/batch (show)
DELETE /api/images/:id (of somebody else)
DELETE /api/messages/:id (of somebody else)
  public     401   403   403    |  ok     ok      ok    403  |  403    403   |  401
  code       401   403   401    |  ok     ok      ok    401  |  403    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |  403    404   |  401
  ended      410   410   410    |  ok     ok      ok    410  |  403    410   |  401

# The laptop that delivers to it speaks for the session.
GET /api/sessions/:id/messages (hidden ones)
GET /api/sessions/:id/statistics
POST /api/sessions/:id/messages (announcement)
PUT /api/messages/:id (hide)
  public     401   403   403    |  ok     ok      ok    403  |   ok    403   |  401
  code       401   403   401    |  ok     ok      ok    401  |   ok    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401
  ended      410   410   410    |  ok     ok      ok    410  |   ok    410   |  401

# Everybody but the last owner may leave; who is no member has nothing to leave.
DELETE /api/sessions/:id/members/:userId (oneself)
  public     401   403   403    |  ok     ok      ok    403  |  403    403   |  401
  members    404   404   404    |  ok     ok      ok    404  |  403    404   |  401
`;

const PHOTOS = `
#           nobody guest guest′ | owner photogr. moder. other | device device′ | broken token
# A laptop looks and delivers. One of another session is anybody: it could leave its token out.
GET /api/photos/:id/download
GET /api/photos/:id/original
GET /api/sessions/:id/archive
GET /api/sessions/:id/archive/size
  public      ok    ok    ok    |  ok     ok      ok    ok   |  403     ok   |  401
  code       401    ok   401    |  ok     ok      ok    401  |  403    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |  403    404   |  401
  quiet      401   403   403    |  ok     ok      ok    403  |  403    403   |  401
  ended      410   410   410    |  ok     ok      ok    410  |  403    410   |  401
  deleted    404   404   404    |  ok     404     404   404  |  404    404   |  401

# What carries a name: whoever has an account is a guest with a name of a public session.
PUT /api/photos/:id/like
DELETE /api/photos/:id/like
POST /api/images/upload
POST /api/images/upload/batch
POST /api/sessions/:id/messages
  public     401    ok   403    |  ok     ok      ok    ok   |  403    403   |  401
  code       401    ok   401    |  ok     ok      ok    401  |  403    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |  403    404   |  401
  quiet      401   403   403    |  ok     ok      ok    403  |  403    403   |  401
  ended      410   410   410    |  ok     ok      ok    410  |  403    410   |  401
GET /api/photos (liked ones)
  public     401    ok    ok    |  ok     ok      ok    ok   |  401    401   |  401
POST /api/photos/upload
  public     401    ok   403    |  ok     ok      403   ok   |  403    403   |  401
  code       401    ok   401    |  ok     ok      403   401  |  403    401   |  401
  members    404   404   404    |  ok     ok      403   404  |  403    404   |  401
  quiet      401   403   403    |  ok     ok      403   403  |  403    403   |  401
  ended      410   410   410    |  ok     ok      403   410  |  403    410   |  401
PUT /api/sessions/:id/messages/read
  public     401    ok    ok    |  ok     ok      ok    ok   |   ok     ok   |  401
  code       401    ok   401    |  ok     ok      ok    401  |   ok    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401
# Words are their sender's; who has lost the right to write may still take them back.
PUT /api/messages/:id (one’s own)
  public     401    ok   403    |  ok     ok      ok    ok   |  403    403   |  401
  quiet      404   403   403    |  ok     ok      ok    403  |  403    404   |  401
PUT /api/messages/:id (of somebody else)
  public     401   403   403    |  403    403     403   403  |  403    403   |  401
  code       401   403   401    |  403    403     403   401  |  403    401   |  401
  members    404   404   404    |  403    403     403   404  |  403    404   |  401
DELETE /api/messages/:id (one’s own)
DELETE /api/images/:id (one’s own)
  public     401    ok    ok    |  ok     ok      ok    ok   |  403    403   |  401

PUT /api/photos/:id (caption)
DELETE /api/photos/:id
POST /api/photos/:id/restore
PUT /api/photos/:id/content
POST /api/photos/batch (delete)
POST /api/photos/batch (restore)
POST /api/photos/batch (tag)
POST /api/photos/batch (untag)
POST /api/photos/batch (feature)
POST /api/photos/batch (unfeature)
POST /api/photos/batch (move)
  public     401   403   403    |  ok     ok      403   403  |  403    403   |  401
  code       401   403   401    |  ok     ok      403   401  |  403    401   |  401
  members    404   404   404    |  ok     ok      403   404  |  403    404   |  401
  ended      410   410   410    |  ok     ok      403   410  |  403    410   |  401
  deleted    404   404   404    |  ok     404     404   404  |  404    404   |  401
# Out of a session of theirs into one where they are nobody.
POST /api/photos/batch (move elsewhere)
  public     401   403   403    |  403    403     403   403  |  403    403   |  401

# For who takes photos back.
GET /api/photos/:id/removal
  public     401   403   403    |  ok     ok      ok    403  |   ok    403   |  401
  code       401   403   401    |  ok     ok      ok    401  |   ok    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |   ok    404   |  401

# Nothing has to be switched on for it.
POST /api/photos/:id/takedown
  public      ok    ok    ok    |  ok     ok      ok    ok   |  403     ok   |  401
  code       401    ok   401    |  ok     ok      ok    401  |  403    401   |  401
  members    404   404   404    |  ok     ok      ok    404  |  403    404   |  401
  quiet       ok    ok    ok    |  ok     ok      ok    ok   |  403     ok   |  401
  ended      410   410   410    |  ok     ok      ok    410  |  403    410   |  401
# Whether somebody else asked is nobody's business.
GET /api/takedowns/:id (of somebody else)
  public     404   404   404    |  ok     ok      ok    404  |  404    404   |  401
  code       404   404   404    |  ok     ok      ok    404  |  404    404   |  401
  members    404   404   404    |  ok     ok      ok    404  |  404    404   |  401
  deleted    404   404   404    |  ok     404     404   404  |  404    404   |  401
GET /api/takedowns/:id (one’s own)
  public     404    ok    ok    |  ok     ok      ok    ok   |  404    404   |  401

PUT /api/ingest/sessions/:sessionId/photos/:photoId
  public     401   403   403    |  403    403     403   403  |   ok    403   |  401
  code       401   403   403    |  403    403     403   403  |   ok    403   |  401
  members    401   403   403    |  403    403     403   403  |   ok    404   |  401
  ended      401   403   403    |  403    403     403   403  |   ok    403   |  401
  deleted    401   403   403    |  403    403     403   403  |  404    404   |  401
PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish (retract)
PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish (restore)
PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish (describe)
PUT /api/ingest/sessions/:sessionId/photos/:photoId/original
DELETE /api/ingest/sessions/:sessionId/photos/:photoId
POST /api/ingest/sessions/:sessionId/photos/missing
  public     401   403   403    |  403    403     403   403  |   ok    403   |  401
  code       401   403   403    |  403    403     403   403  |   ok    403   |  401
  members    401   403   403    |  403    403     403   403  |   ok    404   |  401
  deleted    401   403   403    |  403    403     403   403  |  404    404   |  401
`;

/** By the name of the call: method and route as they are registered, and in brackets which way. */
export const EXPECTED: ReadonlyMap<string, readonly Row[]> = new Map(
  [ACCOUNTS, SESSIONS, PHOTOS].flatMap((text) => [...readTable(text)]),
);

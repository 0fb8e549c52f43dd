/** What is done in a session. */
export const SESSIONS = `
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

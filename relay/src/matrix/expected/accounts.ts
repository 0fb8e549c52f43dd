/** Where it does not matter which session is meant, or there is none. */
export const ACCOUNTS = `
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

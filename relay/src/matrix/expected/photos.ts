/** What is done to photos, messages and pictures of a session. */
export const PHOTOS = `
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

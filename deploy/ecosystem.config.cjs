const path = require('node:path');

/*
 * Two relays under PM2: `pm2 start deploy/ecosystem.config.cjs`, and for an update one after the
 * other, see docs/operating.md. What both share stands in the settings file.
 */
const ROOT = path.join(__dirname, '..');
const SETTINGS = process.env['PICTURE_LIVE_SETTINGS'] ?? '/etc/picture-live/relay.env';
const DATA = process.env['PICTURE_LIVE_DATA'] ?? '/var/lib/picture-live';
const NODE = path.join(ROOT, 'node_modules/node/bin/node');

/** @param {number} port */
const relay = (port) => ({
  name: `relay-${port}`,
  cwd: ROOT,
  script: 'relay/src/server.ts',
  // Not PM2's cluster mode: each relay is an instance of its own behind nginx. Without the channel
  // that PM2 opens to its children, a relay says on standard error why it could not start.
  exec_mode: 'fork',
  interpreter: '/usr/bin/env',
  interpreter_args: ['-u', 'NODE_CHANNEL_FD', NODE, `--env-file=${SETTINGS}`],
  env: {
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: path.join(DATA, String(port)),
    // PM2's own files grow without end; with these, they get warnings and failures alone.
    LOG_DIR: path.join(DATA, String(port), 'logs'),
  },
  // It says goodbye to nginx and finishes its uploads.
  kill_timeout: 20_000,
  exp_backoff_restart_delay: 250,
  merge_logs: true,
});

module.exports = { apps: [3001, 3002].map(relay) };

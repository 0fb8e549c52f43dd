#!/bin/bash
# What systemctl does where there is no systemd: the guide's own calls, with the units as they are.
# Installed as /usr/local/sbin/systemctl; anything else is refused.
set -eu
UNIT=/etc/systemd/system/picture-live-relay@.service
told() { sed -n "s/^$1=//p" "$UNIT" | head -n 1 | sed "s/%i/$port/g"; }

start_relay() {
  port=$1
  directory=/var/lib/$(told StateDirectory)
  install -d "$directory"
  chown picture-live:picture-live "$directory"
  chmod "$(told StateDirectoryMode)" "$directory"
  for folder in $(told LogsDirectory); do
    install -d -o picture-live -g picture-live "/var/log/$folder"
  done
  (
    set -a
    # As systemd: settings of the file win over those of the unit.
    eval "$(told Environment | tr ' ' '\n')"
    . "$(told EnvironmentFile)"
    cd "$(told WorkingDirectory)"
    exec setsid setpriv --reuid=picture-live --regid=picture-live --init-groups --no-new-privs \
      $(told ExecStart) > "/run/relay-$port.out" 2>&1 < /dev/null
  ) &
  echo $! > "/run/relay-$port.pid"
  cd "$(told WorkingDirectory)"
  setpriv --reuid=picture-live --regid=picture-live --init-groups $(told ExecStartPost)
}

stop_relay() {
  local pid
  pid=$(cat "/run/relay-$1.pid" 2> /dev/null) || return 0
  rm "/run/relay-$1.pid"
  kill -TERM "$pid" 2> /dev/null || return 0
  # One that has ended may wait for a parent that never asks.
  while [ -d "/proc/$pid" ] && ! grep -q '^State:.Z' "/proc/$pid/status"; do sleep 0.1; done
}

restart_redis() {
  redis-cli -p 6379 shutdown nosave 2> /dev/null || true
  install -d -o redis -g redis /run/redis
  runuser -u redis -- redis-server /etc/redis/redis.conf --supervised no --daemonize yes
}

verb=$1
shift
[ "${1:-}" = --now ] && shift
case "$verb ${1:-}" in
  'daemon-reload ') ;;
  'restart redis-server') restart_redis ;;
  'reload nginx') nginx -s reload ;;
  'stop picture-live-relay@*') for port in 3001 3002; do stop_relay "$port"; done ;;
  'enable picture-live-relay@'* | 'start picture-live-relay@'*)
    for unit in "$@"; do start_relay "${unit#*@}"; done ;;
  'restart picture-live-relay@'*)
    for unit in "$@"; do stop_relay "${unit#*@}"; start_relay "${unit#*@}"; done ;;
  *) echo "systemctl $verb $* is not known here." >&2; exit 1 ;;
esac

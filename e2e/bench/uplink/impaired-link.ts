import dgram from 'node:dgram';

/*
 * A slow, lossy line between two machines, for systems without netem: the ends wrap their packets
 * in VXLAN (RFC 7348), and this process, alone in the network namespace between them, passes the
 * wrapped packets on late, at a limited rate and not all of them. TCP on both sides is the real one.
 * Arguments: the two ends, bits per second, one-way delay in ms, share of packets lost.
 */
const [nearEnd = '', farEnd = '', rate = '', delay = '', loss = ''] = process.argv.slice(2);
const VXLAN_PORT = 4789;
/** VXLAN header and the Ethernet header in it: not part of what the line is charged for. */
const WRAPPING_BYTES = 8 + 14;
/** A router drops what would wait longer than this. */
const LONGEST_QUEUE_MS = 200;

interface Waiting {
  packet: Buffer;
  due: number;
}

/** One direction of the line. */
function direction(send: (packet: Buffer) => void): (packet: Buffer) => void {
  const waiting: Waiting[] = [];
  let lineFreeAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function release(): void {
    timer = undefined;
    const now = performance.now();
    while (waiting[0] !== undefined && waiting[0].due <= now)
      send(waiting.shift()?.packet ?? Buffer.alloc(0));
    if (waiting[0] !== undefined) timer = setTimeout(release, Math.max(0, waiting[0].due - now));
  }

  return (packet) => {
    const now = performance.now();
    if (lineFreeAt - now > LONGEST_QUEUE_MS) return;
    const bits = (packet.length - WRAPPING_BYTES) * 8;
    lineFreeAt = Math.max(now, lineFreeAt) + (bits / Number(rate)) * 1000;
    if (Math.random() < Number(loss)) return;
    waiting.push({ packet, due: lineFreeAt + Number(delay) });
    timer ??= setTimeout(release, Number(delay));
  };
}

const socket = dgram.createSocket('udp4');
const toFar = direction((packet) => socket.send(packet, VXLAN_PORT, farEnd));
const toNear = direction((packet) => socket.send(packet, VXLAN_PORT, nearEnd));
socket.on('message', (packet, { address }) => {
  if (address === nearEnd) toFar(packet);
  else if (address === farEnd) toNear(packet);
});
socket.bind(VXLAN_PORT, () => {
  socket.setRecvBufferSize(4 * 2 ** 20);
  process.stdout.write('ready\n');
});
process.stdin.resume().on('end', () => process.exit(0));

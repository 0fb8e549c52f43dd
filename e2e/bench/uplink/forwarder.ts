import net from 'node:net';

/*
 * The far side of the line: passes TCP connections on to the relay, over a path without limits.
 * Arguments: address and port to listen on, address and port of the relay.
 */
const [address = '', port = '', relayAddress = '', relayPort = ''] = process.argv.slice(2);

const server = net.createServer((near) => {
  const far = net.connect(Number(relayPort), relayAddress);
  for (const side of [near, far]) {
    side.setNoDelay(true);
    // An end without order is passed on as one.
    side.on('error', () => {
      near.destroy();
      far.destroy();
    });
  }
  near.pipe(far);
  far.pipe(near);
});
server.listen(Number(port), address, () => process.stdout.write('ready\n'));
process.stdin.resume().on('end', () => process.exit(0));

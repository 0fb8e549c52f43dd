import type { NetworkInterfaceInfo } from 'node:os';

/** What virtual machines, containers and tunnels call their interfaces; guests are not on them. */
const VIRTUAL =
  /docker|^br-|veth|virbr|vmnet|vbox|virtualbox|vmware|hyper-v|vethernet|wsl|^utun|^tun|^tap|^wg|tailscale|^zt|zerotier|^lxc|^lxd|^cni|flannel|^cali|kube|^awdl|^llw|^bridge|^ham|loopback/i;
const WIRED_OR_WIFI = /^(en|eth|wl|wlan|wifi|wi-fi|ethernet)/i;

/**
 * The address under which phones in the same network reach this computer, or null: IPv4, because
 * it fits a QR code and every venue's network has it.
 *
 * @param interfaces as `os.networkInterfaces()` gives them
 */
export function lanAddress(
  interfaces: Partial<Record<string, NetworkInterfaceInfo[]>>,
): string | null {
  const candidates = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ address, score: score(name, address) })),
  );
  const best = candidates.toSorted((a, b) => b.score - a.score)[0];
  return best?.address ?? null;
}

function score(name: string, address: string): number {
  let points = 0;
  if (VIRTUAL.test(name)) points -= 100;
  // Self-assigned: no DHCP server answered, other devices hardly have a route to it.
  if (address.startsWith('169.254.')) points -= 50;
  if (WIRED_OR_WIFI.test(name)) points += 10;
  if (/^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)) points += 5;
  return points;
}

/** `http://host:port`, with the brackets an IPv6 address needs. */
export function origin(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether a server that listens on this address listens on every one. */
export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

import { once } from 'node:events';
import tls from 'node:tls';
import { fail, ok, warn, type Finding } from '../finding.ts';

const NAME = 'TLS';
const DAY_MS = 86_400_000;
/** Let's Encrypt renews thirty days before the end: with fewer than these left it did not. */
const WARN_DAYS = 20;
const PATIENCE_MS = 8_000;
/** Browsers let pages from here do what else only https may. */
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether browsers believe the certificate of an address, and for how long they will. */
export async function checkTls(url: URL, now: number): Promise<Finding> {
  if (url.protocol === 'http:') return withoutTls(url);
  const { error, validTo, protocol } = await shakeHands(url);
  const lastDay = new Date(validTo).toISOString().slice(0, 10);
  const fix = 'Renew the certificate (certbot renew) and have nginx read it: nginx -s reload.';
  if (validTo <= now) return fail(NAME, `The certificate ended on ${lastDay}.`, fix);
  if (error !== null) return fail(NAME, `Browsers do not believe it: ${error}.`, fixOf(error));
  const says = `${protocol}, the certificate holds until ${lastDay}.`;
  return validTo - now >= WARN_DAYS * DAY_MS ? ok(NAME, says) : warn(NAME, says, fix);
}

function withoutTls({ hostname }: URL): Finding {
  if (LOCAL.test(hostname)) return ok(NAME, 'Not needed on this computer itself.');
  const says =
    'Without https everybody between can read along, and phones cannot install or share.';
  return warn(NAME, says, 'Put nginx with a certificate in front: docs/operating.md.');
}

async function shakeHands(
  url: URL,
): Promise<{ error: string | null; validTo: number; protocol: string }> {
  const socket = tls.connect({
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: url.port === '' ? 443 : Number(url.port),
    servername: /^[\d.]+$|:/.test(url.hostname) ? '' : url.hostname,
    rejectUnauthorized: false,
    timeout: PATIENCE_MS,
  });
  socket.once('timeout', () => socket.destroy(new Error('the server does not answer')));
  try {
    await once(socket, 'secureConnect');
    const validTo = Date.parse(socket.getPeerCertificate().valid_to);
    // Node keeps the code of what is wrong here, whatever its types say.
    const error = socket.authorized ? null : String(socket.authorizationError);
    return { error, validTo, protocol: socket.getProtocol() ?? 'TLS' };
  } finally {
    socket.destroy();
  }
}

function fixOf(error: string): string {
  if (error.includes('UNABLE_TO_VERIFY_LEAF_SIGNATURE') || error.includes('ISSUER_CERT')) {
    return 'Give nginx the whole chain: fullchain.pem, not cert.pem.';
  }
  if (error.includes('ALTNAME')) return 'Take a certificate that names this host.';
  return 'Take a certificate that browsers know, e.g. from Let’s Encrypt.';
}

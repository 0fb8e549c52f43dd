import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readBlocks, type Block } from '../../../scripts/deploy/guide.ts';

const HERE = 'set -euo pipefail\n';
const SETTINGS = 'set -a; . /etc/picture-live/relay.env; set +a\n';
const GALLERY = 'node_modules/.bin/node e2e/faults/debian/gallery.ts https://live.example.com';

/** The certificate of a name that only this machine knows. */
const CERTIFICATE = `
folder=/etc/letsencrypt/live/live.example.com
mkdir -p $folder
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 60 \\
  -subj /CN=live.example.com -addext subjectAltName=DNS:live.example.com \\
  -keyout $folder/privkey.pem -out $folder/fullchain.pem
cp $folder/fullchain.pem /usr/local/share/ca-certificates/live.crt
update-ca-certificates
nginx`;

/** Secrets and places of this machine in the settings of the guide. */
const FILL_IN = `
own() { sed -i "s|^$1=.*|$1=$2|" /etc/picture-live/relay.env; }
own DEVICE_TOKEN "$(openssl rand -base64 48)"
own JWT_SECRET "$(openssl rand -base64 48)"
own DB_PASSWORD as-given
own REDIS_PASSWORD "$(sed -n 's/^requirepass //p' /etc/redis/redis.conf)"
own AWS_REGION us-east-1
own AWS_S3_ENDPOINT "$(cat /srv/endpoint)"
own AWS_ACCESS_KEY_ID S3RVER
own AWS_SECRET_ACCESS_KEY S3RVER`;

/** Everything but the backup, which somebody has carried away. */
const LOSE = `
for file in /run/relay-*.pid; do kill -9 $(cat $file); rm $file; done
mv /var/lib/picture-live/picture-live.tar /root/
rm -rf /var/lib/picture-live /srv/bucket/photographs/* /var/cache/nginx/pictures/*
redis-cli -a "$(sed -n 's/^requirepass //p' /etc/redis/redis.conf)" flushall
install -d /var/lib/picture-live
mv /root/picture-live.tar /var/lib/picture-live/`;

/**
 * Writes the guide as two scripts into the folder of a Debian: what needs the network of the host,
 * and everything after it. Each block is a shell of its own, in the folder of the program.
 *
 * @param without packages of the guide that come from elsewhere.
 * @returns their paths as that Debian sees them.
 */
export async function writeWalk(
  root: string,
  without: readonly string[],
): Promise<{ installing: string; rest: string }> {
  const blocks = (await readBlocks()).filter(({ language, kind }) => {
    return (language === 'sh' && kind !== 'docker') || language === 'ini';
  });
  const [install, ...others] = blocks;
  if (install === undefined) throw new Error('The guide has no blocks.');
  const packages = without.reduce((text, name) => text.replace(` ${name}`, ''), install.text);
  const first = `export DEBIAN_FRONTEND=noninteractive REPOSITORY=file:///srv/picture-live.git\n${packages.replaceAll('apt-get install', 'apt-get install --yes')}`;
  const begin = `install -d -o postgres -g postgres /run/postgresql\npg_ctlcluster $(pg_lsclusters -h | cut -d ' ' -f 1) main start`;
  const steps = [begin, ...others.flatMap(stepsOf)];
  const rest = steps.map(
    (step, index) => `echo "── step ${index + 1}"\n(cd /opt/picture-live\n${step}\n)`,
  );
  await writeFile(path.join(root, 'root/install.sh'), HERE + first);
  await writeFile(path.join(root, 'root/walk.sh'), HERE + rest.join('\n'));
  return { installing: '/root/install.sh', rest: '/root/walk.sh' };
}

/** A block of the guide, and what a person does beside it. */
function stepsOf({ language, kind, text }: Block): string[] {
  if (language === 'ini') {
    return [`cat > /etc/picture-live/relay.env <<'END'\n${text}END\n${FILL_IN}`];
  }
  if (kind === 'public') return [CERTIFICATE];
  if (text.includes('--pwprompt')) {
    return [text.replace('sudo', "printf 'as-given\\nas-given\\n' | setsid sudo")];
  }
  if (text.includes('npm run backup')) return [`${SETTINGS}${GALLERY} 12 > /root/before`, text];
  if (text.includes('--home')) return [`env -i HOME=/root PATH=$PATH ${text}`];
  if (!text.includes('dropdb')) return [text.includes('METRICS_TOKEN"') ? SETTINGS + text : text];
  const compare = `${SETTINGS}${GALLERY} > /root/after\ncat /root/after\ncmp /root/before /root/after`;
  return [LOSE, text, compare];
}

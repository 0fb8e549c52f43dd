import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { findNginx } from '../../../relay/src/testing/nginx.ts';
import { freePort } from '../../harness/ports.ts';
import { exitOf, processTree } from '../../harness/processes.ts';
import { until } from '../../harness/until.ts';

const run = promisify(execFile);

type Program = NonNullable<Awaited<ReturnType<typeof findNginx>>>;

/** nginx of the system or of the tests, with its version; null where there is none. */
export async function nginxHere(): Promise<{ program: Program; version: string } | null> {
  const program = await findNginx();
  if (program === null) return null;
  const { stderr } = await run(program.file, ['-v'], { env: { ...process.env, ...program.env } });
  return { program, version: stderr.trim().replace('nginx version: ', '') };
}

/** nginx with sendfile and one worker over a folder, as its documentation serves static files. */
export async function startNginx(
  program: Program,
  folder: string,
): Promise<{ port: number; workerPid: number; stop(): Promise<void> }> {
  const port = await freePort();
  const config = path.join(folder, 'nginx.conf');
  await mkdir(path.join(folder, 'tmp'), { recursive: true });
  await writeFile(
    config,
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr warn;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    events { worker_connections 4096; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
      open_file_cache max=1000; types { image/jpeg jpg; }
      client_body_temp_path ${folder}/tmp; proxy_temp_path ${folder}/tmp;
      fastcgi_temp_path ${folder}/tmp; uwsgi_temp_path ${folder}/tmp; scgi_temp_path ${folder}/tmp;
      server { listen 127.0.0.1:${port}; root ${folder}; }
    }\n`,
  );
  const nginx = spawn(program.file, ['-p', folder, '-c', config], {
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const workerPid = await until('nginx to have its worker', async () => {
    const [, worker] = await processTree(nginx.pid ?? -1);
    return worker?.pid;
  });
  return {
    port,
    workerPid,
    async stop() {
      nginx.kill('SIGQUIT');
      await exitOf(nginx);
    },
  };
}

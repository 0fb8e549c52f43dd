import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

/*
 * Stands in for the relay where the supervisor itself is tested: listens, says that it is ready,
 * writes down what happens to it in DATA_DIR/events, and ends when asked or orphaned.
 */
const { PORT = '0', HOST, DATA_DIR = '.', FAKE_RELAY = '' } = process.env;
const SESSION = '01890000-0000-7000-8000-000000000001';

const note = (what: string) => appendFileSync(path.join(DATA_DIR, '../events'), `relay ${what}\n`);

process.once('disconnect', () => process.exit(1));
process.once('SIGTERM', () => {
  note('stopped');
  process.exit(0);
});

if (FAKE_RELAY === 'refuses') {
  process.send?.({ type: 'start_failed', message: 'The database is on the moon.' }, () =>
    process.exit(1),
  );
} else {
  const server = createServer((request, response) => {
    const body = request.url?.includes('/feed')
      ? { events: [], lastSeq: 0, more: false, era: '' }
      : {
          id: SESSION,
          slug: 'party',
          title: 'Party',
          createdAt: 0,
          lastSeq: 0,
          era: '',
          photoCount: 0,
        };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  server.listen(Number(PORT), HOST, () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    note(`started on ${port}`);
    process.send?.({
      type: 'relay_ready',
      port,
      sessionId: SESSION,
      slug: 'party',
    });
  });
}

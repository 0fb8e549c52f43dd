import { Health } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { startTestRelay } from '../testing/relay.ts';

test('anybody can see that the relay is well, and whether it has its database to itself', async () => {
  const relay = await startTestRelay();
  try {
    const health = Health.parse(await (await fetch(`${relay.url}/health`)).json());
    expect(health).toMatchObject({
      status: 'ok',
      mode: relay.database.kind === 'sqlite' ? 'embedded' : 'scaled',
      checks: { database: 'ok', storage: 'ok' },
    });
  } finally {
    await relay.stop();
  }
});

import { PictureLiveError } from '@picture-live/shared/errors';
import { expect, test } from 'vitest';
import { explainStartFailure } from './start-failure.ts';
import { testConfig } from './testing/relay.ts';

const config = testConfig('/data', { port: 80, host: '192.0.2.7' });
const failed = (syscall: string, code: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { syscall, code });

test.each([
  [failed('listen', 'EADDRINUSE'), 'Port 80 is already in use'],
  [failed('listen', 'EACCES'), 'Port 80 is only for the system'],
  [failed('listen', 'EADDRNOTAVAIL'), 'This machine has no address 192.0.2.7'],
  [failed('getaddrinfo', 'ENOTFOUND'), 'This machine has no address 192.0.2.7'],
  [failed('mkdir', 'EACCES'), 'The folder /data/relay cannot be written to'],
  [failed('open', 'EROFS'), 'The folder /data/relay cannot be written to'],
  [failed('mkdir', 'EEXIST'), 'a file is in its place'],
  [failed('write', 'ENOSPC'), 'The disk is full: make room where /data/relay is'],
  [new PictureLiveError('home_in_use'), 'Another Picture Live is already using this data folder'],
  [failed('listen', 'EWHAT'), 'The relay could not start: listen EWHAT'],
  ['nonsense', 'The relay could not start: nonsense'],
])('%s is said as what a person can do about it', (error, sentence) => {
  expect(explainStartFailure(error, config)).toContain(sentence);
});

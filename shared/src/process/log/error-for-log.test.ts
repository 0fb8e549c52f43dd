import { PictureLiveError } from '@picture-live/shared/errors';
import { expect, test } from 'vitest';
import { errorForLog } from './error-for-log.ts';

test('a failure is told with its causes, and without what drivers hang on it', () => {
  const driver = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(anna@studio.example) already exists.',
    command: { name: 'set', args: ['login:anna@studio.example'] },
  });
  const details = { title: 'A secret party' };
  const error = new PictureLiveError('unavailable', undefined, { cause: driver, details });
  const told = errorForLog(error);
  expect(told).toMatchObject({
    type: 'PictureLiveError',
    code: 'unavailable',
    cause: { type: 'Error', message: 'duplicate key', code: '23505' },
  });
  expect(told.stack).toContain('error-for-log.test');
  expect(JSON.stringify(told)).not.toMatch(/anna@|secret/);
});

test('what is no error, and causes that go in a circle, are told all the same', () => {
  expect(errorForLog('a token')).toMatchObject({
    type: 'string',
    message: 'Not an error was thrown.',
  });
  const circle = new Error('again');
  circle.cause = circle;
  expect(JSON.stringify(errorForLog(circle)).length).toBeLessThan(50_000);
});

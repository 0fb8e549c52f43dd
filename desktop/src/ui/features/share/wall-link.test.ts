import { expect, it } from 'vitest';
import { wallLink } from './wall-link.ts';

it('leads to the wall of the same session at the same relay', () => {
  expect(wallLink('http://192.168.1.24:3001/g/anna-li')).toBe(
    'http://192.168.1.24:3001/wall/anna-li',
  );
});

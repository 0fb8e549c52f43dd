import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAgenda } from './agenda.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

it('calls each thing when it is due, and has no timer when nothing is', () => {
  const due: string[] = [];
  const agenda = createAgenda((key) => due.push(key));
  agenda.set('later', 300);
  agenda.set('soon', 25);
  agenda.set('dropped', 50);
  agenda.delete('dropped');
  vi.advanceTimersByTime(30);
  expect(due).toEqual(['soon']);
  vi.advanceTimersByTime(300);
  expect(due).toEqual(['soon', 'later']);
  expect(vi.getTimerCount()).toBe(0);
});

it('keeps the last time that was set', () => {
  const due: string[] = [];
  const agenda = createAgenda((key) => due.push(key));
  agenda.set('file', 25);
  agenda.set('file', 500);
  vi.advanceTimersByTime(400);
  expect(due).toEqual([]);
  agenda.set('file', 10);
  vi.advanceTimersByTime(20);
  expect(due).toEqual(['file']);
});

it('can be filled again by what it calls', () => {
  let rounds = 0;
  const agenda = createAgenda((key) => {
    rounds += 1;
    if (rounds < 4) agenda.set(key, 25);
  });
  agenda.set('file', 25);
  vi.advanceTimersByTime(1000);
  expect(rounds).toBe(4);
});

it('calls nothing after it was stopped', () => {
  const due: string[] = [];
  const agenda = createAgenda((key) => due.push(key));
  agenda.set('file', 25);
  agenda.stop();
  vi.advanceTimersByTime(100);
  expect(due).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

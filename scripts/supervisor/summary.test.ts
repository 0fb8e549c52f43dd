import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { summary } from './summary.ts';
import type { Running } from './system.ts';

const RUNNING: Running = {
  relay: 'http://127.0.0.1:3001',
  gallery: 'http://192.168.1.20:3001/g/party',
  tether: 'http://127.0.0.1:3002/?token=secret',
  session: {
    id: '',
    slug: 'party',
    title: 'Party',
    createdAt: 0,
    lastSeq: 0,
    era: '',
    photoCount: 0,
  },
};
const HOME = { path: '/home/jana/PictureLive', hotFolders: ['/home/jana/Capture'] };

const text = (running: Running, terminal = false) =>
  stripVTControlCharacters(summary(running, HOME, { demo: null }, terminal));

describe('what a person sees when everything runs', () => {
  it('says where everything is and what to do next', () => {
    const shown = text(RUNNING);
    for (const part of [
      HOME.path,
      ...HOME.hotFolders,
      RUNNING.gallery,
      RUNNING.tether ?? '',
      'Point your tethering software at the hot folder',
    ]) {
      expect(shown).toContain(part);
    }
  });

  it('shows the QR code only where somebody can scan it', () => {
    expect(text(RUNNING)).not.toContain('█');
    expect(text(RUNNING, true)).toContain('█');
  });

  it('draws the QR code black on white in any terminal, with a white quiet zone', () => {
    const lines = summary(RUNNING, HOME, { demo: null }, true).split('\n');
    const [quiet = ''] = lines.filter((line) => line.includes('█'));
    // White full blocks on black: where there is no block, there is black.
    expect(quiet).toContain(`\u001B[38;5;231;48;5;16m${'█'.repeat(33)}`);
  });

  it('says that guests cannot come in when the relay listens to this computer only', () => {
    expect(text({ ...RUNNING, gallery: 'http://127.0.0.1:3001/g/party' })).toContain(
      'open to this computer only',
    );
  });
});

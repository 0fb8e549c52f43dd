import { describe, expect, it } from 'vitest';
import { parseCommand, type Options } from './options.ts';

const around = { cwd: '/work', userHome: '/home/jana', env: {} };

function options(...args: string[]): Options {
  const command = parseCommand(args, around);
  if (command.kind !== 'run') throw new Error('expected a run');
  return command.options;
}

describe('the command line', () => {
  it('has a sensible default for everything', () => {
    expect(options()).toEqual({
      home: '/home/jana/PictureLive',
      hotFolders: [],
      port: 3001,
      tetherPort: 3002,
      host: '0.0.0.0',
      headless: false,
      demo: null,
      open: true,
      json: false,
    });
  });

  it('takes folders relative to where it was typed, and the tilde', () => {
    expect(
      options('--home', 'party', '--hot-folder', '../in', '--hot-folder=~/Capture'),
    ).toMatchObject({ home: '/work/party', hotFolders: ['/in', '/home/jana/Capture'] });
  });

  it('takes the data folder from PICTURE_LIVE_HOME unless one is named', () => {
    const command = parseCommand([], { ...around, env: { PICTURE_LIVE_HOME: '/srv/live' } });
    expect(command).toMatchObject({ options: { home: '/srv/live' } });
  });

  it.each([
    [['--demo'], { from: null }],
    [['--demo', '--json'], { from: null }],
    [['--demo', 'shoot'], { from: '/work/shoot' }],
    [['--demo=/shoot'], { from: '/shoot' }],
  ])('understands %j', (args, demo) => {
    expect(options(...args).demo).toEqual(demo);
  });

  it.each([
    [['--prot', '1'], /'--prot'/],
    [['--port', '70000'], /--port must be a port number from 0 to 65535, not "70000"/],
    [['--tether-port', 'x'], /--tether-port must be/],
    [['--home', ''], /--home needs a value/],
    [['--home'], /--home/],
    [['--port', '3002'], /must differ, both are 3002/],
    [['party'], /'party'/],
  ])('says what is wrong with %j', (args, sentence) => {
    expect(() => parseCommand(args, around)).toThrow(sentence);
  });

  it('explains itself', () => {
    expect(parseCommand(['--help'], around)).toEqual({ kind: 'help' });
  });
});

import { describe, expect, test } from 'vitest';
import { parseDist } from './options.ts';

const LINUX = { platform: 'linux', arch: 'x64' } as const;
const MAC = { platform: 'darwin', arch: 'arm64' } as const;
const WINDOWS = { platform: 'win32', arch: 'arm64' } as const;

describe('npm run dist', () => {
  test('without a word it packages for this machine', () => {
    const rest = { dir: false, signed: false, tag: null };
    expect(parseDist([], LINUX)).toEqual({ system: 'linux', processors: ['x64'], ...rest });
    expect(parseDist([], WINDOWS)).toEqual({ system: 'win', processors: ['arm64'], ...rest });
    expect(parseDist([], MAC)).toEqual({ system: 'mac', processors: ['universal'], ...rest });
  });

  test('system, processors and the kind of build can be named', () => {
    const words = [
      '--win',
      '--arch',
      'x64',
      '--arch=arm64',
      '--dir',
      '--signed',
      '--tag',
      'v1.2.3',
    ];
    expect(parseDist(words, LINUX)).toEqual({
      system: 'win',
      processors: ['x64', 'arm64'],
      dir: true,
      signed: true,
      tag: 'v1.2.3',
    });
    expect(parseDist(['--help'], LINUX)).toBeNull();
  });

  test.each([
    [
      ['--mac'],
      LINUX,
      'An app for macOS cannot be built on this system: build it where it will run.',
    ],
    [['--linux'], WINDOWS, 'An app for Linux cannot be built on this system'],
    [['--win', '--linux'], LINUX, 'Name one of --mac, --win and --linux'],
    [['--arch', 'universal'], LINUX, '--arch is one of x64 and arm64 for Linux, not "universal".'],
    [['--arch', 'mips'], MAC, '--arch is one of x64, arm64 and universal for macOS, not "mips".'],
    [[], { platform: 'freebsd', arch: 'x64' } as const, 'Name the system of the app'],
    [['--fast'], LINUX, `Unknown option '--fast'. "npm run dist -- --help" lists what there is.`],
  ])('%j is refused with one sentence', (words, machine, sentence) => {
    expect(() => parseDist(words, machine)).toThrow(sentence);
  });
});

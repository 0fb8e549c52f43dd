import type { Processor, System } from './options.ts';
import type { Target } from './stage/packages.ts';

const NODE_PLATFORMS = { mac: 'darwin', win: 'win32', linux: 'linux' } as const;

/** The machine that the app of these options runs on. */
export function targetOf(system: System, processors: readonly Processor[]): Target {
  const platform = NODE_PLATFORMS[system];
  const isBoth = processors.includes('universal');
  return {
    platform,
    processors: (['x64', 'arm64'] as const).filter((name) => isBoth || processors.includes(name)),
  };
}

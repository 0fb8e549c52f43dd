import path from 'node:path';
import type { Arch, Configuration } from 'electron-builder';
import { ROOT } from '../setup/places.mjs';
import { DistError } from './dist-error.ts';
import type { Signing } from './signing.ts';

/** What the environment and the machine add to electron-builder.yml. */
export interface Circumstances {
  /** Folder with `app`, `resources` and the licences. */
  work: string;
  output: string;
  electronVersion: string;
  /** An Electron that is there already: a folder of its zip files, or one unpacked. */
  electronDist: string | null;
  signing: Signing;
  feed: URL | null;
  maintainer: string;
  env: NodeJS.ProcessEnv;
  /** Called when the Electron of one processor is there, before anything is put into it. */
  onElectron: () => void;
  /** Called with each packaged app's folder `resources`, before it is signed. */
  onPacked: (resources: string, arch: Arch) => Promise<void>;
}

/** The whole configuration of one run of electron-builder. */
export function builderConfig(around: Circumstances): Configuration {
  const { work, signing, feed, env } = around;
  const resources = path.join(work, 'resources');
  const entitlements = path.join(resources, 'entitlements.mac.plist');
  return {
    extends: path.join(ROOT, 'electron-builder.yml'),
    directories: { output: around.output, buildResources: resources },
    electronVersion: around.electronVersion,
    ...(around.electronDist === null ? {} : { electronDist: around.electronDist }),
    // The packages were laid out by us, with binaries that fit every Electron: nothing to collect
    // and nothing to build.
    beforeBuild: async () => false,
    afterExtract: async () => around.onElectron(),
    afterPack: async ({ packager, appOutDir, arch }) =>
      around.onPacked(packager.getResourcesDir(appOutDir), arch),
    forceCodeSigning: signing.isComplete,
    mac: {
      entitlements,
      entitlementsInherit: entitlements,
      // Not whichever certificate this computer happens to have: those of the environment or none.
      ...(signing.isComplete ? {} : { identity: null }),
    },
    win: windowsSigning(signing, env),
    linux: { maintainer: around.maintainer },
    publish: feed === null ? null : { provider: 'generic', url: feed.href, channel: 'latest' },
    // An Apple processor runs nothing whose signature does not fit; with its fuses flipped, that of
    // Electron's makers does not. `codesign` is a program of macOS.
    electronFuses: {
      resetAdHocDarwinSignature: !signing.isComplete && process.platform === 'darwin',
    },
  };
}

function windowsSigning(
  { isComplete, ways }: Signing,
  env: NodeJS.ProcessEnv,
): NonNullable<Configuration['win']> {
  if (!isComplete) return { signExecutable: false };
  if (!ways.includes('azure')) return {};
  const of = (name: string): string => {
    const value = env[name];
    if (value === undefined) throw new DistError(`${name} is not set.`);
    return value;
  };
  return {
    azureSignOptions: {
      endpoint: of('AZURE_SIGN_ENDPOINT'),
      codeSigningAccountName: of('AZURE_SIGN_ACCOUNT'),
      certificateProfileName: of('AZURE_SIGN_PROFILE'),
      publisherName: of('AZURE_SIGN_PUBLISHER'),
    },
  };
}

import { DistError } from './dist-error.ts';
import type { System } from './options.ts';

/** One of the ways to have something: all of these variables are needed. */
interface Way {
  id: 'file' | 'keychain' | 'azure' | 'api-key' | 'apple-id' | 'profile';
  variables: readonly string[];
}

interface Requirement {
  what: string;
  /** The usual one first. */
  ways: readonly Way[];
}

export interface Signing {
  /** Whether the systems of other people will believe where the app comes from. */
  isComplete: boolean;
  /** How it is signed; empty: it is not. */
  ways: Way['id'][];
  /** For the person who builds: what will be done, or what it means that it is not. */
  sentence: string;
}

const REQUIREMENTS: Record<System, readonly Requirement[]> = {
  mac: [
    {
      what: 'the certificate "Developer ID Application"',
      ways: [
        { id: 'file', variables: ['CSC_LINK', 'CSC_KEY_PASSWORD'] },
        { id: 'keychain', variables: ['CSC_NAME'] },
      ],
    },
    {
      what: 'notarisation',
      ways: [
        { id: 'api-key', variables: ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'] },
        {
          id: 'apple-id',
          variables: ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
        },
        { id: 'profile', variables: ['APPLE_KEYCHAIN_PROFILE'] },
      ],
    },
  ],
  win: [
    {
      what: 'a code signing certificate',
      ways: [
        { id: 'file', variables: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'] },
        {
          id: 'azure',
          variables: [
            'AZURE_TENANT_ID',
            'AZURE_CLIENT_ID',
            'AZURE_CLIENT_SECRET',
            'AZURE_SIGN_ENDPOINT',
            'AZURE_SIGN_ACCOUNT',
            'AZURE_SIGN_PROFILE',
            'AZURE_SIGN_PUBLISHER',
          ],
        },
      ],
    },
  ],
  // AppImage and .deb carry no signature: what was downloaded is compared with SHA256SUMS.
  linux: [],
};

const UNSIGNED: Record<System, string> = {
  mac: 'Unsigned: macOS opens it on this computer only; on others it is said to be damaged, and it takes no updates.',
  win: 'Unsigned: Windows warns whoever starts the installer, and it takes no updates.',
  linux:
    'Linux packages carry no signature of their own: publish SHA256SUMS where people trust it.',
};

/** Every variable that signs, as electron-builder and this program read them. */
export const SIGNING_VARIABLES: readonly string[] = Object.values(REQUIREMENTS)
  .flat()
  .flatMap(({ ways }) => ways.flatMap(({ variables }) => variables));

/**
 * How the app will be signed by what the environment holds. An empty variable is one that is not
 * set: that is what a build server makes of a secret that it does not have.
 *
 * @param isRelease what is missing is an error.
 * @throws DistError naming every variable that is missing, also where only a part of them is set:
 * half a signature is a mistake, never a wish.
 */
export function planSigning(system: System, env: NodeJS.ProcessEnv, isRelease: boolean): Signing {
  const isSet = (name: string): boolean => (env[name] ?? '').trim() !== '';
  const found = REQUIREMENTS[system].map((requirement) => ({
    ...requirement,
    way: requirement.ways.find(({ variables }) => variables.every(isSet)),
    begun: requirement.ways.find(({ variables }) => variables.some(isSet)),
  }));
  const ways = found.flatMap(({ way }) => (way === undefined ? [] : [way.id]));
  const isComplete = found.length > 0 && ways.length === found.length;
  const hasBegun = found.some(({ begun }) => begun !== undefined);
  if (!isComplete && (isRelease || hasBegun) && found.length > 0) {
    const missing = found.flatMap(({ what, way, begun, ways: [usual] }) => {
      if (way !== undefined) return [];
      const needed = (begun ?? usual)?.variables ?? [];
      return [`for ${what} ${needed.filter((name) => !isSet(name)).join(', ')}`];
    });
    throw new DistError(
      `This build would be half-signed or unsigned: set ${missing.join('; ')}. docs/releasing.md says where each comes from.`,
    );
  }
  return { isComplete, ways, sentence: isComplete ? 'It will be signed.' : UNSIGNED[system] };
}

/** Takes empty variables out of an environment: electron-builder reads one as a file's name. */
export function dropEmpty(env: NodeJS.ProcessEnv): void {
  for (const name of SIGNING_VARIABLES) if (env[name]?.trim() === '') delete env[name];
}

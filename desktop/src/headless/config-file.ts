import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PublishMode, Recipe } from '@picture-live/shared/domain';
import * as z from 'zod/mini';
import { CameraClock, FolderSettings } from '../bridge/desk.ts';
import { WrongUsage } from './wrong-usage.ts';

const text = z.string().check(z.minLength(1), z.maxLength(4_000));

/** A hot folder: its path, or that and what is to be said of it. */
const Folder = z.union([
  z.pipe(
    text,
    z.transform((folder) => ({ path: folder })),
  ),
  z.strictObject({
    path: FolderSettings.shape.path,
    photographer: z.optional(FolderSettings.shape.photographer),
    tag: z.optional(FolderSettings.shape.tag),
    noticing: z.optional(FolderSettings.shape.noticing),
  }),
]);

/** The config file of a headless laptop; docs/headless.md explains each line. */
export const ConfigFile = z.strictObject({
  dataDir: z.optional(text),
  relay: z.optional(text),
  session: z.optional(text),
  deviceTokenFile: z.optional(text),
  second: z.optional(
    z.strictObject({
      relay: text,
      session: z.optional(text),
      deviceTokenFile: z.optional(text),
    }),
  ),
  deviceName: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  hotFolders: z.optional(z.array(Folder)),
  createFolders: z.optional(z.boolean()),
  clocks: z.optional(z.array(CameraClock)),
  recipe: z.optional(z.partial(Recipe)),
  publishMode: z.optional(PublishMode),
  tether: z.optional(
    z.strictObject({
      host: z.optional(text),
      port: z.optional(z.int().check(z.gte(0), z.lte(65_535))),
    }),
  ),
});
export type ConfigFile = z.infer<typeof ConfigFile>;

/**
 * Reads a config file; paths in it are relative to its folder.
 *
 * @throws WrongUsage with what is wrong and where.
 */
export async function readConfigFile(file: string): Promise<ConfigFile> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new WrongUsage(`The config file ${file} cannot be read: ${why}`, { cause: error });
  }
  const config = ConfigFile.safeParse(parsed);
  if (!config.success) {
    throw new WrongUsage(
      `The config file ${file} is not as it should be: ${config.error.issues.map(told).join(', ')}.`,
    );
  }
  return resolved(config.data, path.dirname(path.resolve(file)));
}

/** Where in the file it is wrong. */
function told(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return `"${place}" has no such value`;
  const keys = issue.keys.map((key) => `"${key}"`).join(', ');
  return `${keys} ${place === '' ? '' : `in "${place}" `}is not known`;
}

function resolved(config: ConfigFile, folder: string): ConfigFile {
  const { dataDir, deviceTokenFile, hotFolders, second } = config;
  const absolute = (place: string) => path.resolve(folder, place);
  return {
    ...config,
    ...(dataDir !== undefined && { dataDir: absolute(dataDir) }),
    ...(deviceTokenFile !== undefined && { deviceTokenFile: absolute(deviceTokenFile) }),
    ...(second?.deviceTokenFile !== undefined && {
      second: { ...second, deviceTokenFile: absolute(second.deviceTokenFile) },
    }),
    ...(hotFolders && {
      hotFolders: hotFolders.map((one) => ({ ...one, path: absolute(one.path) })),
    }),
  };
}

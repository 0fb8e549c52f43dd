import path from 'node:path';
import { assertNever } from '@picture-live/shared/errors';
import * as z from 'zod/mini';
import { aliyunSettings, awsSettings } from '../storage/s3/presets.ts';
import type { S3Settings } from '../storage/s3/s3-settings.ts';
import { ConfigError, required } from './config-error.ts';

/** Where the pictures are kept. */
export type StorageConfig =
  { type: 'local'; folder: string } | { type: 's3'; settings: S3Settings };

const text = z.optional(z.string().check(z.minLength(1), z.maxLength(1024)));
const bucket = z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/)));
const endpoint = z.optional(z.string().check(z.regex(/^https?:\/\/[^/?#@\s]+$/)));
const prefix = z.prefault(z.string().check(z.regex(/^([\w.-]+\/)*$/)), '');

/** The environment variables about the storage of pictures. */
export const storageEnvironment = {
  STORAGE_TYPE: z.prefault(z.enum(['local', 'aws', 'aliyun']), 'local'),
  /** Folder of the pictures with `local`; `blobs` in DATA_DIR unless said. */
  UPLOAD_DIR: text,
  AWS_ACCESS_KEY_ID: text,
  AWS_SECRET_ACCESS_KEY: text,
  AWS_REGION: z.prefault(z.string().check(z.regex(/^[a-z0-9-]+$/)), 'us-east-1'),
  AWS_S3_BUCKET: bucket,
  /** Any server that speaks S3; AWS itself unless said. */
  AWS_S3_ENDPOINT: endpoint,
  AWS_S3_FORCE_PATH_STYLE: z.prefault(z.enum(['true', 'false']), 'false'),
  AWS_S3_PREFIX: prefix,
  ALIYUN_ACCESS_KEY_ID: text,
  ALIYUN_ACCESS_KEY_SECRET: text,
  ALIYUN_OSS_BUCKET: bucket,
  ALIYUN_OSS_REGION: z.optional(z.string().check(z.regex(/^[a-z0-9-]+$/))),
  ALIYUN_OSS_ENDPOINT: endpoint,
  ALIYUN_OSS_PREFIX: prefix,
};

const ENDPOINT = 'an address such as https://s3.example.com, without a path';
const BUCKET = 'the name of a bucket';
const PREFIX = 'empty, or folders that end with a slash, such as photos/';

export const storageExpectations: Record<keyof typeof storageEnvironment, string> = {
  STORAGE_TYPE: 'one of local, aws, aliyun',
  UPLOAD_DIR: 'the folder of the pictures',
  AWS_ACCESS_KEY_ID: 'the id of an access key',
  AWS_SECRET_ACCESS_KEY: 'the secret of the access key',
  AWS_REGION: 'a region such as eu-central-1',
  AWS_S3_BUCKET: BUCKET,
  AWS_S3_ENDPOINT: ENDPOINT,
  AWS_S3_FORCE_PATH_STYLE: 'true or false',
  AWS_S3_PREFIX: PREFIX,
  ALIYUN_ACCESS_KEY_ID: 'the id of an access key',
  ALIYUN_ACCESS_KEY_SECRET: 'the secret of the access key',
  ALIYUN_OSS_BUCKET: BUCKET,
  ALIYUN_OSS_REGION: 'a region such as cn-hangzhou',
  ALIYUN_OSS_ENDPOINT: ENDPOINT,
  ALIYUN_OSS_PREFIX: PREFIX,
};

const Settings = z.object(storageEnvironment);
type Settings = z.infer<typeof Settings>;

/** @throws ConfigError naming a setting that the chosen kind of storage needs. */
export function storageConfig(settings: Settings, dataDir: string): StorageConfig {
  switch (settings.STORAGE_TYPE) {
    case 'local':
      return {
        type: 'local',
        folder: path.resolve(settings.UPLOAD_DIR ?? path.join(dataDir, 'blobs')),
      };
    case 'aws':
      return { type: 's3', settings: aws(settings) };
    case 'aliyun':
      return { type: 's3', settings: aliyun(settings) };
    default:
      return assertNever(settings.STORAGE_TYPE);
  }
}

function aws(settings: Settings): S3Settings {
  const because = 'STORAGE_TYPE=aws';
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = settings;
  if ((id === undefined) !== (secret === undefined)) {
    throw new ConfigError('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together.');
  }
  return awsSettings(
    {
      bucket: required('AWS_S3_BUCKET', settings.AWS_S3_BUCKET, because),
      region: settings.AWS_REGION,
      endpoint: settings.AWS_S3_ENDPOINT ?? null,
      // Without a key, the machine's own role is asked (instance profiles and the like).
      credentials:
        id === undefined || secret === undefined
          ? null
          : { accessKeyId: id, secretAccessKey: secret },
      prefix: settings.AWS_S3_PREFIX,
    },
    settings.AWS_S3_FORCE_PATH_STYLE === 'true',
  );
}

function aliyun(settings: Settings): S3Settings {
  const because = 'STORAGE_TYPE=aliyun';
  const { ALIYUN_ACCESS_KEY_ID: id, ALIYUN_ACCESS_KEY_SECRET: secret } = settings;
  return aliyunSettings({
    bucket: required('ALIYUN_OSS_BUCKET', settings.ALIYUN_OSS_BUCKET, because),
    region: required('ALIYUN_OSS_REGION', settings.ALIYUN_OSS_REGION, because),
    endpoint: settings.ALIYUN_OSS_ENDPOINT ?? null,
    credentials: {
      accessKeyId: required('ALIYUN_ACCESS_KEY_ID', id, because),
      secretAccessKey: required('ALIYUN_ACCESS_KEY_SECRET', secret, because),
    },
    prefix: settings.ALIYUN_OSS_PREFIX,
  });
}

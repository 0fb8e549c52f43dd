import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../config.ts';

const needed = { DATA_DIR: '/tmp/somewhere', DEVICE_TOKEN: 'a-token-long-enough' };
const read = (env: Record<string, string>) => readConfig({ ...needed, ...env });

const aws = {
  STORAGE_TYPE: 'aws',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'eu-central-1',
  AWS_S3_BUCKET: 'wedding',
};
const aliyun = {
  STORAGE_TYPE: 'aliyun',
  ALIYUN_ACCESS_KEY_ID: 'id',
  ALIYUN_ACCESS_KEY_SECRET: 'secret',
  ALIYUN_OSS_BUCKET: 'wedding',
  ALIYUN_OSS_REGION: 'oss-cn-hangzhou',
};
const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };

test('pictures are on the local disk unless said', () => {
  expect(read({}).storage).toEqual({ type: 'local', folder: '/tmp/somewhere/blobs' });
  expect(read({ UPLOAD_DIR: '/srv/pictures' }).storage).toEqual({
    type: 'local',
    folder: '/srv/pictures',
  });
});

test('AWS is reached by its region, anything else that speaks S3 by its address', () => {
  expect(read(aws).storage).toEqual({
    type: 's3',
    settings: {
      bucket: 'wedding',
      region: 'eu-central-1',
      endpoint: null,
      pathStyle: false,
      credentials,
      prefix: '',
    },
  });
  const minio = { AWS_S3_ENDPOINT: 'http://minio:9000', AWS_S3_FORCE_PATH_STYLE: 'true' };
  expect(read({ ...aws, ...minio, AWS_S3_PREFIX: 'live/' }).storage).toMatchObject({
    settings: { endpoint: 'http://minio:9000', pathStyle: true, prefix: 'live/' },
  });
});

test('on a machine with a role of its own no AWS key is needed', () => {
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...role } = aws;
  expect(read(role).storage).toMatchObject({ settings: { credentials: null } });
});

test('Aliyun OSS is reached by its region', () => {
  expect(read(aliyun).storage).toMatchObject({
    type: 's3',
    settings: {
      region: 'cn-hangzhou',
      endpoint: 'https://s3.oss-cn-hangzhou.aliyuncs.com',
      pathStyle: false,
      credentials,
    },
  });
});

test.each([
  [aws, 'AWS_S3_BUCKET'],
  [aws, 'AWS_SECRET_ACCESS_KEY'],
  [aliyun, 'ALIYUN_OSS_BUCKET'],
  [aliyun, 'ALIYUN_OSS_REGION'],
  [aliyun, 'ALIYUN_ACCESS_KEY_ID'],
  [aliyun, 'ALIYUN_ACCESS_KEY_SECRET'],
])('a storage that misses a setting does not start (%#: %s)', (env, missing) => {
  const without = { ...env, [missing]: '' };
  expect(() => read(without)).toThrow(ConfigError);
  expect(() => read(without)).toThrow(missing);
});

test.each([
  ['STORAGE_TYPE', 'floppy'],
  ['AWS_S3_ENDPOINT', 'minio:9000'],
  ['AWS_S3_ENDPOINT', 'https://id:secret@minio/'],
  ['AWS_S3_BUCKET', 'Not A Bucket'],
  ['AWS_S3_PREFIX', '/live'],
  ['AWS_S3_FORCE_PATH_STYLE', 'yes'],
  ['TRUST_PROXY', 'everybody'],
  ['TRUST_PROXY', '10.0.0.0/64'],
  ['MEDIA_PURGE_URL', 'https://cdn.example/purge'],
  ['MEDIA_PURGE_METHOD', 'BREW'],
  ['BLOB_GRACE_HOURS', '0'],
])('a wrong %s (%s) is named', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(name);
});

test('what stands in front of the relay is told', () => {
  expect(read({}).front).toEqual({ trustProxy: [], purge: null });
  const front = read({
    TRUST_PROXY: 'loopback, 10.0.0.0/8',
    MEDIA_PURGE_URL: 'https://cdn.example/purge?path={encodedPath}',
    MEDIA_PURGE_METHOD: 'POST',
    MEDIA_PURGE_TOKEN: 'hush',
  }).front;
  expect(front).toEqual({
    trustProxy: ['loopback', '10.0.0.0/8'],
    purge: { url: 'https://cdn.example/purge?path={encodedPath}', method: 'POST', token: 'hush' },
  });
});

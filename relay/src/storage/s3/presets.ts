import type { S3Settings } from './s3-settings.ts';

/** What has to be known of a bucket whoever keeps it. */
export type Bucket = Pick<S3Settings, 'bucket' | 'region' | 'endpoint' | 'credentials' | 'prefix'>;

/** AWS, or any server that speaks S3 where an endpoint is given. */
export function awsSettings(bucket: Bucket, pathStyle: boolean): S3Settings {
  return { ...bucket, pathStyle };
}

/**
 * Aliyun OSS through its S3 interface, which knows buckets by host name only
 * (https://help.aliyun.com/en/oss/developer-reference/use-aws-sdks-to-access-oss).
 */
export function aliyunSettings(bucket: Bucket): S3Settings {
  // Its own tools write the region with `oss-` in front of it.
  const region = bucket.region.replace(/^oss-/, '');
  const endpoint = bucket.endpoint ?? `https://s3.oss-${region}.aliyuncs.com`;
  return { ...bucket, region, endpoint, pathStyle: false };
}

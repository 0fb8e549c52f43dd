import S3rver from '@20minutes/s3rver';

/*
 * An S3 server over a folder, as a process of its own: its logger catches what a test should see.
 * Started with the folder and the name of a bucket.
 */
const [directory = '', bucket = ''] = process.argv.slice(2);
const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  directory,
  silent: true,
  // It does not know the scheme by which a stream's hash is signed beforehand.
  allowMismatchedSignatures: true,
  configureBuckets: [{ name: bucket }],
});
const { port } = await server.run();
process.send?.({ port });
process.on('disconnect', () => process.exit(0));

import { ErrorBody } from '@picture-live/shared/protocol';

/** Status and code of a failure, which must have the one shape. */
export async function failureOf(reply: Response): Promise<{ status: number; code: string }> {
  const { error } = ErrorBody.parse(await reply.json());
  return { status: reply.status, code: error.code };
}

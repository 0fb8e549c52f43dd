import type { PictureLive } from '@picture-live/shared/hooks';

/** Whose page it is: what is kept for one is not shown to the next who logs in. */
export function whoLooks({ auth }: PictureLive): string {
  const state = auth.get();
  return state.status === 'in' ? state.user.id : '';
}

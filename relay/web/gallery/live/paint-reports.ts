import type { Photo } from '@picture-live/shared/protocol';

export interface PaintReports {
  /** This content has just arrived on a page that somebody sees: its painting will tell something. */
  expect: (photo: Photo) => void;
  /** The picture is on the screen now. */
  painted: (photo: Photo) => void;
  /** Nobody looks any more: what is painted later tells nothing. */
  forget: () => void;
}

/** Newer ones matter more: what was not painted among so many is not looked at. */
const MAX_EXPECTED = 200;

/** Reports each expected content once, when it is painted. */
export function createPaintReports(
  report: (photo: { photoId: string; revision: number }) => void,
): PaintReports {
  const expected = new Set<string>();
  return {
    expect(photo) {
      expected.add(keyOf(photo));
      const [oldest] = expected;
      if (expected.size > MAX_EXPECTED && oldest !== undefined) expected.delete(oldest);
    },
    painted(photo) {
      if (!expected.delete(keyOf(photo))) return;
      report({ photoId: photo.id, revision: photo.revision });
    },
    forget: () => expected.clear(),
  };
}

function keyOf({ id, revision }: Photo): string {
  return `${id}/${revision}`;
}

/** How the joins of an instance have ended since it started. */
export interface JoinCounts {
  joined: number;
  refused: number;
}

export async function countJoin<T>(counts: JoinCounts, join: () => Promise<T>): Promise<T> {
  try {
    const joined = await join();
    counts.joined += 1;
    return joined;
  } catch (error) {
    counts.refused += 1;
    throw error;
  }
}

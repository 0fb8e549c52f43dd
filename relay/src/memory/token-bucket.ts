/** How much may happen at once, and how fast room for more comes back. */
export interface BucketSize {
  burst: number;
  perSecond: number;
}

/** Lets `burst` things happen at once and `perSecond` in the long run. */
export class TokenBucket {
  readonly #size: BucketSize;
  #tokens: number;
  #filledAt: number;

  /** @param now milliseconds of any clock that only moves forward. */
  constructor(size: BucketSize, now: number) {
    this.#size = size;
    this.#tokens = size.burst;
    this.#filledAt = now;
  }

  /** Whether one more may happen now; counts it if so. */
  take(now: number): boolean {
    const { burst, perSecond } = this.#size;
    const regained = ((now - this.#filledAt) / 1000) * perSecond;
    this.#tokens = Math.min(burst, this.#tokens + regained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

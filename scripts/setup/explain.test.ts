import { describe, expect, it } from 'vitest';
import { explainBuild, explainInstallation } from './explain.mjs';

describe('a failed installation', () => {
  it.each([
    ['ENOSPC: no space left on device, write', /disk is full/],
    ['npm error code ENOTFOUND\nnpm error syscall getaddrinfo', /cannot be reached/],
    ['[ERR_PNPM_META_FETCH_FAIL] GET failed: connect ECONNREFUSED', /cannot be reached/],
    ['ERR_PNPM_OUTDATED_LOCKFILE Cannot install with "frozen-lockfile"', /lock file/],
    ['spawn npx ENOENT', /npx was not found/],
    ['EACCES: permission denied, mkdir', /may not be written/],
    ['something nobody has seen before', /is above/],
  ])('that printed "%s" is explained', (output, advice) => {
    expect(explainInstallation(output)).toMatch(advice);
  });
});

describe('a failed build', () => {
  it('is not blamed on the network because a source file mentions it', () => {
    expect(explainBuild('Failed to resolve ./network.ts from app.ts')).toMatch(/is above/);
  });
});

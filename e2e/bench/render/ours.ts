import os from 'node:os';
import { render } from '@picture-live/desktop/engine/render';
import { openSpool } from '@picture-live/desktop/engine/spool';
import { temporaryFolder } from '../../harness/project.ts';
import { measureDeveloping } from './measured-run.ts';
import { BENCH_RECIPE } from './recipe.ts';

/** The engine's own step: develop, write to the spool durably, read back, prove the metadata. */
const folder = await temporaryFolder('spool');
const spool = await openSpool(folder.path);
await measureDeveloping(
  (source) => render({ picture: source, container: null }, BENCH_RECIPE, spool, () => Date.now()),
  os.availableParallelism(),
);
await folder.remove();

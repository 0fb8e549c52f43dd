import { backup } from './backup.ts';
import { burst } from './burst.ts';
import { cap } from './cap.ts';
import { fanOut } from './fan-out/fan-out.ts';
import { firstPaint } from './first-paint.ts';
import { firstPicture } from './first-picture.ts';
import { guestPage } from './guest-page.ts';
import { idle } from './idle.ts';
import { lightTable } from './light-table/light-table.ts';
import { list } from './list.ts';
import { login } from './login.ts';
import type { BenchOptions } from './options.ts';
import { pictures } from './pictures/pictures.ts';
import { render } from './render/render.ts';
import type { Finding } from './report.ts';
import { retract } from './retract.ts';
import { scroll } from './scroll.ts';
import { settle } from './settle.ts';
import { upload } from './upload.ts';
import { uplink } from './uplink/uplink.ts';
import { wall } from './wall.ts';

/** Every bench by the name it is called with. */
export const BENCHES = {
  render,
  settle,
  'first-paint': firstPaint,
  burst,
  uplink,
  cap,
  'fan-out': fanOut,
  retract,
  pictures,
  list,
  login,
  upload,
  backup,
  'guest-page': guestPage,
  'first-picture': firstPicture,
  scroll,
  wall,
  'light-table': lightTable,
  idle,
} satisfies Record<string, (options: BenchOptions) => Promise<Finding[]>>;

export type BenchName = keyof typeof BENCHES;

import { basename, extname } from 'node:path/posix';
import { cameraNumberOf, type TemplateVariables } from '@picture-live/shared/domain';
import type { ShotFacts } from '../ledger/records.ts';

/** What the texts of a recipe can say of a shot. */
export interface DescribedShot extends Pick<ShotFacts, 'capturedLocal' | 'capturedAt' | 'camera'> {
  path: string;
}

/**
 * The variables of a recipe for one shot. The time is the camera's own; where it wrote none, the
 * file's on this laptop's clock.
 *
 * @param photographer of the hot folder; empty where nobody is named.
 */
export function variablesFor(
  { path, capturedLocal, capturedAt, camera }: DescribedShot,
  { session, photographer }: { session: string; photographer: string },
): TemplateVariables {
  const taken = capturedLocal ?? localTime(capturedAt);
  const counted = cameraNumberOf(path);
  const date = taken.slice(0, 10).replaceAll(':', '-');
  return {
    photographer,
    session,
    year: date.slice(0, 4),
    date,
    time: taken.slice(11, 16),
    filename: basename(path, extname(path)),
    number: counted === null ? '' : String(counted.number).padStart(counted.digits, '0'),
    camera: camera ?? '',
  };
}

/** `YYYY:MM:DD HH:MM:SS`, as cameras write it. */
function localTime(at: number): string {
  const moment = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())];
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two);
  return `${day.join(':')} ${time.join(':')}`;
}

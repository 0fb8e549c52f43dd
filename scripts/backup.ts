import { BACKUP_USAGE } from './backup/options.ts';
import { runBackupCommand } from './backup/run.ts';
import { takeBackup } from './backup/take.ts';

/*
 * `npm run backup`: everything in one file, while it runs. Exit code 1 where there is no backup, 2
 * where an option is wrong, 3 where there is one and pictures were missing before it was made.
 */

const PICTURES_MISSING = 3;
const SHOWN = 5;

process.exitCode = await runBackupCommand('backup', BACKUP_USAGE, async (options, places, work) => {
  const { sessions, photos, messages, blobs, lost } = await takeBackup(options, places, work);
  work.say(
    `${options.file}: ${sessions} sessions, ${photos} photos, ${messages} messages, ${blobs} picture files, each with its checksum.`,
  );
  work.say('Keep it where nobody else reads it: it holds the keys of the galleries.');
  if (lost.length === 0) return 0;
  const names = lost.slice(0, SHOWN).join(', ');
  work.say(
    `${lost.length} picture files were missing or damaged in the storage before, and are not in it: ${names}${lost.length > SHOWN ? ', …' : ''}`,
  );
  return PICTURES_MISSING;
});

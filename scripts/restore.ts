import { RESTORE_USAGE } from './backup/options.ts';
import { checkBackup, restoreBackup } from './backup/restore.ts';
import { runBackupCommand } from './backup/run.ts';
import { nameDatabase } from '../relay/src/backup/index.ts';

/* `npm run restore`: a backup into empty places, or with --verify only the reading of it. */

const AFTERWARDS = [
  'Laptops bring the photos that came after it, and everybody logs in anew.',
  'What was hidden, deleted, ended or revoked since then is seen, open and valid again: look around',
  'before guests do (docs/backup.md, "After a restore"). What goes by itself: npm run retention.',
];

const LEFT_OUT =
  'The laptop in the backup was left out: it is restored where --home names a folder.';
const FORGOTTEN =
  'The laptop, too, has forgotten what was rejected or taken back since then: clear such files out of its hot folders first.';

process.exitCode = await runBackupCommand(
  'restore',
  RESTORE_USAGE,
  async (options, places, work) => {
    const checked = await checkBackup(options.file, work);
    const { header, manifest } = checked;
    const { sessions, photos, messages } = manifest.relay;
    const what = `${sessions} sessions, ${photos} photos, ${messages} messages, ${manifest.content.count} picture files`;
    const made = new Date(header.createdAt).toISOString();
    if (options.verify) {
      work.say(`${options.file} is whole: ${what}, made at ${made} by version ${header.version}.`);
      return 0;
    }
    await restoreBackup(options, places, checked, work);
    const where = places.home ?? nameDatabase(places.database);
    work.say(`${where} is as it was at ${made}: ${what}.`);
    for (const line of AFTERWARDS) work.say(line);
    if (manifest.desktop !== null) work.say(places.home === null ? LEFT_OUT : FORGOTTEN);
    return 0;
  },
);

/*
 * Imported first by every script that a person starts, so that an old Node gets a sentence and not
 * a stack trace. Nothing here, or imported beside it, may use what Node 14 cannot parse or link.
 */
const OLDEST = 20;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  process.stderr.write(
    `Picture Live needs Node.js ${OLDEST} or newer; this is ${process.version}. Install a current Node.js and run the same command again.\n`,
  );
  process.exit(1);
}

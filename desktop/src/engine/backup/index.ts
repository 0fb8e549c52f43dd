export { LEDGER_VERSION } from '../ledger/schema.ts';
export { openSpool } from '../render/spool.ts';
export { listDesktopFiles } from './desktop-files.ts';
export { copyLedger } from './ledger-copy.ts';
export type { LedgerCopy } from './ledger-copy.ts';
export { refillSpool } from './refill-spool.ts';

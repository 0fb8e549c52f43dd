import type { BridgeEvent, Capabilities, EngineStatus } from '../../../bridge/contract.ts';
import { NO_SHOTS, type ShotPage, type ShotTable } from './shot-table.ts';

/** Everything the page shows. Only the reducer makes a new one. */
export interface UiState {
  /** `connecting` until the first contact; `lost` when there was one and is none now. */
  readonly connection: 'connecting' | 'connected' | 'lost';
  readonly capabilities: Capabilities | null;
  /** The last status heard, and when (epoch milliseconds). */
  readonly status: EngineStatus | null;
  readonly statusAt: number;
  /** False until the first page of shots is here. */
  readonly shotsLoaded: boolean;
  readonly shots: ShotTable;
  /** The shot the person picked; null: always the newest. */
  readonly picked: string | null;
  /** Key of the group of shots that the filmstrip shows; null: all. */
  readonly group: string | null;
}

export const INITIAL_STATE: UiState = {
  connection: 'connecting',
  capabilities: null,
  status: null,
  statusAt: 0,
  shotsLoaded: false,
  shots: NO_SHOTS,
  picked: null,
  group: null,
};

export type Action =
  | { type: 'connection'; connected: boolean }
  | { type: 'capabilities'; capabilities: Capabilities }
  | { type: 'event'; event: BridgeEvent; at: number }
  | { type: 'newest_page'; page: ShotPage }
  | { type: 'older_page'; page: ShotPage }
  | { type: 'attention_page'; page: ShotPage }
  | { type: 'pick'; id: string | null }
  | { type: 'show_group'; group: string | null; first: string | null };

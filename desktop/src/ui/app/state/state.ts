import type {
  BridgeEvent,
  Capabilities,
  EngineStatus,
  ShotView,
} from '../../../bridge/contract.ts';
import { LIGHT_OFF, type LightState } from '../../features/light-table/state.ts';
import type { Notice } from '../../features/undo/notice.ts';
import type { UndoStep } from '../../features/undo/undo-stack.ts';
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
  readonly light: LightState;
  /** What can be undone, the newest last. */
  readonly undo: readonly UndoStep[];
  /** What was just done, undone or refused, in a line that goes away. */
  readonly notice: Notice | null;
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
  light: LIGHT_OFF,
  undo: [],
  notice: null,
};

export type Action =
  | { type: 'connection'; connected: boolean }
  | { type: 'capabilities'; capabilities: Capabilities }
  | { type: 'event'; event: BridgeEvent; at: number }
  | { type: 'newest_page'; page: ShotPage }
  | { type: 'older_page'; page: ShotPage }
  | { type: 'attention_page'; page: ShotPage }
  | { type: 'pick'; id: string | null }
  | { type: 'show_group'; group: string | null; first: string | null }
  | { type: 'guess'; shots: readonly ShotView[]; ask: number }
  /** `page` is what the engine said; null: it did not do it. */
  | { type: 'answer'; ids: readonly string[]; ask: number; page: ShotPage | null }
  | { type: 'can_undo'; step: UndoStep }
  | { type: 'undo_taken'; step: UndoStep }
  | { type: 'notice'; notice: Notice | null }
  | { type: 'light'; light: LightState };

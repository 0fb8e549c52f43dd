import { assertNever } from '@picture-live/shared/errors';
import type { BridgeEvent, EngineStatus } from '../../../bridge/contract.ts';
import { withoutStep, withStep } from '../../features/undo/undo-stack.ts';
import { reuse } from './reuse.ts';
import {
  NO_SHOTS,
  withEvent,
  withGuesses,
  withNewestPage,
  withOlderPage,
  withoutGuesses,
  withoutShots,
  withStrayPage,
} from './shot-table.ts';
import type { Action, UiState } from './state.ts';

/** What the page shows after something happened. */
export function reducer(state: UiState, action: Action): UiState {
  switch (action.type) {
    case 'connection':
      return withConnection(state, action.connected);
    case 'capabilities':
      return { ...state, capabilities: action.capabilities };
    case 'event':
      return afterEvent(state, action.event, action.at);
    case 'newest_page':
      return { ...state, shots: withNewestPage(state.shots, action.page), shotsLoaded: true };
    case 'older_page':
      return { ...state, shots: withOlderPage(state.shots, action.page) };
    case 'attention_page':
      return { ...state, shots: withStrayPage(state.shots, action.page) };
    case 'pick':
      return state.picked === action.id ? state : { ...state, picked: action.id };
    case 'show_group':
      return { ...state, group: action.group, picked: action.first };
    case 'guess':
      return { ...state, shots: withGuesses(state.shots, action.shots, action.ask) };
    case 'answer':
      return withAnswer(state, action);
    case 'can_undo':
      return { ...state, undo: withStep(state.undo, action.step) };
    case 'undo_taken':
      return { ...state, undo: withoutStep(state.undo, action.step) };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'light':
      return { ...state, light: action.light };
    default:
      return assertNever(action);
  }
}

function withConnection(state: UiState, connected: boolean): UiState {
  if (connected) return { ...state, connection: 'connected' };
  return state.connection === 'connected' ? { ...state, connection: 'lost' } : state;
}

function afterEvent(state: UiState, event: BridgeEvent, at: number): UiState {
  switch (event.type) {
    case 'status':
      return withStatus(state, event.status, at);
    case 'shots':
      return { ...state, shots: withEvent(state.shots, event.shots) };
    case 'shots_removed': {
      const picked = state.picked !== null && event.ids.includes(state.picked);
      return {
        ...state,
        shots: withoutShots(state.shots, event.ids),
        picked: picked ? null : state.picked,
      };
    }
    case 'session_changed':
      return { ...state, shots: NO_SHOTS, shotsLoaded: false, picked: null, group: null };
    default:
      return assertNever(event);
  }
}

function withAnswer(state: UiState, { ids, ask, page }: Action & { type: 'answer' }): UiState {
  const shots = withoutGuesses(state.shots, ids, ask);
  return { ...state, shots: page ? withStrayPage(shots, page) : shots };
}

function withStatus(state: UiState, status: EngineStatus, at: number): UiState {
  return { ...state, status: reuse(state.status, status), statusAt: at };
}

import type { PublishMode } from '@picture-live/shared/domain';
import type { CallInput } from '../../../bridge/contract.ts';

export type Decision = CallInput<'decideShots'>['decision'];

/** Shots in a sentence: one by its name, several by how many they are. */
export interface Named {
  readonly count: number;
  /** File name of the first. */
  readonly name: string;
}

/** What is said of shots that guests see. */
export type Wished = 'feature' | 'unfeature' | 'takeBack' | 'restore';

/** What a person did. */
export type Said =
  | { kind: 'decided'; decision: Decision; shots: Named }
  /** One frame of a burst goes out; so many others are held back. */
  | { kind: 'kept'; shots: Named; held: number }
  | { kind: 'rated'; rating: number; shots: Named }
  | { kind: 'wished'; wished: Wished; shots: Named }
  | { kind: 'mode'; mode: PublishMode };

/** Why a decision concerns none of the shots it was meant for. */
export type Refusal = 'seen' | 'no_picture' | 'already';

/** A line that says what happened to what a person wanted, for a while. */
export type Notice =
  /** `seen`: how many stay as they are because guests have seen them. */
  | { kind: 'done' | 'undone'; said: Said; seen: number }
  | { kind: 'refused'; why: Refusal; wanted: Decision | 'rate'; shots: Named }
  /** It can concern none of the shots. */
  | { kind: 'no_wish'; wanted: 'feature' | 'takeBack'; shots: Named }
  | { kind: 'nothing_to_undo' | 'nothing_undecided' }
  | { kind: 'trouble'; message: string };

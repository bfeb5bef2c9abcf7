import type { State, States } from '../../workflow/states';

/** States of one setting, and the names by which the others enter them. */
export interface SettingStates {
  readonly look: string;
  readonly set: string;
  readonly remove: string;
  /** Path of what the look found: `absent`, `ours` or `other`. */
  readonly found: string;
  /** Makes the states. @param after states that follow the look, the setting and the removal */
  readonly states: (after: { readonly look: string; readonly set: string; readonly remove: string }) => States;
}

/** Makes a Pass state that notes something at a path. */
export const note = (path: string, value: string, next: string): State => ({
  Type: 'Pass',
  Result: value,
  ResultPath: path,
  Next: next,
});

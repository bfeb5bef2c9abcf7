import { bounds } from '../bounds/bounds';
import { decisions } from '../decisions/decisions';
import { denies } from '../denies/denies';
import { names } from '../names/names';
import type { Proof, Subject } from '../proof';
import { reachability } from '../reachability/reachability';
import { rulesBeside } from '../rules';
import { settings } from '../settings/settings';

/** Proofs that every mutant is held against. @param subjects as they are deployed */
export const proofsOf = (subjects: readonly Subject[]): readonly Proof[] => [
  decisions,
  denies,
  bounds,
  names,
  reachability,
  settings,
  rulesBeside(subjects),
];

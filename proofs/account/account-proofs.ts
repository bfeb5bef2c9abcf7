import { bounds } from '../bounds/bounds';
import { evaluate } from '../decisions/evaluator';
import { holds, pointWords } from '../decisions/sentence';
import type { Proof } from '../proof';
import { rulesBeside } from '../rules';
import { accountDenies } from './account-denies';
import { accountNames } from './account-names';
import { accountSentences } from './account-sentences';
import { accountSettings } from './account-settings';
import type { AccountSubject } from './account-subject';

/** Proofs that every mutant of an account deployment is held against. @param subject as it is deployed */
export const accountProofs = (subject: AccountSubject): readonly Proof[] => [
  accountDecisions(subject),
  accountNames(subject),
  accountSettings(subject),
  ...[accountDenies, bounds, rulesBeside([subject])],
];

/** For the mutants: our own evaluator looks for a sentence that breaks. The simulator decides the deployment itself. */
const accountDecisions = ({ account }: AccountSubject): Proof => ({
  name: 'decisions',
  // biome-ignore lint/suspicious/useAwait: a proof that throws is one that rejects
  broken: async (subject) => {
    for (const sentence of Object.values(accountSentences({ ...subject, account })).flat()) {
      const point = sentence.points.find(({ request, expected }) => !holds(evaluate(request), expected));
      if (point) return [`${sentence.says}. But: ${pointWords(point)}`];
    }
    return [];
  },
});

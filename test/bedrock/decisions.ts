import { evaluate } from '../../proofs/decisions/evaluator';
import type { Statement } from '../../proofs/model/policy';
import type { Outcome, Request } from '../../proofs/model/request';

type Question = Pick<Request, 'action' | 'resource' | 'context'>;

/** Tells whether the statements, as the only identity policy of a role, allow the request. */
export const isAllowed = (statements: readonly Statement[], question: Question): boolean =>
  outcomeOf(statements, question) === 'allowed';

/** Tells whether one of the statements denies the request. */
export const isDenied = (statements: readonly Statement[], question: Question): boolean =>
  outcomeOf(statements, question) === 'explicitly denied';

const outcomeOf = (statements: readonly Statement[], question: Question): Outcome =>
  evaluate({
    ...question,
    principal: 'arn:aws:iam::111122223333:role/caller',
    resourceAccount: '111122223333',
    policies: { identity: [{ name: 'statements', document: { Statement: statements } }] },
  });

import { OperatorError } from '../domain/operator-error';

/**
 * Something that these proofs do not know how to read: an intrinsic function, a resource type, an attribute, an operator,
 * a context key. It stops the run, since a guess could turn "not understood" into "denied".
 */
export class NotModelledError extends OperatorError {
  /**
   * @param where such as `sandbox/Access/Reader…`
   * @param what such as `Fn::If`
   * @param remedy which file must learn it
   */
  constructor(where: string, what: string, remedy: string) {
    super('PB-PROOF-002', `${where}: ${what} is not modelled.`, remedy);
    this.name = 'NotModelledError';
  }
}

import type { DeploymentConfig } from '../domain/deployment/deployment';
import type { Templates } from './model/templates';

/** Subject of the proofs: a row of the table of deployments and the templates made from it. */
export interface Subject {
  readonly name: string;
  readonly config: DeploymentConfig;
  readonly templates: Templates;
}

/** One way to look at a deployment. The mutants (mutants/) are held against each of them. */
export interface Proof {
  /** Such as `decisions`, `reachability`. */
  readonly name: string;
  /**
   * The sentences that do not hold, in words; none if all is well.
   *
   * @throws NotModelledError for what this proof cannot read
   */
  broken(subject: Subject): Promise<readonly string[]>;
}

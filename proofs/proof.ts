import type { DeploymentConfig } from '../domain/deployment/deployment';
import type { Templates } from './model/templates';

/** Subject of the proofs: a row of the table of deployments, as its app completed it, and the templates made from it. */
export interface Subject {
  readonly name: string;
  readonly config: DeploymentConfig;
  readonly templates: Templates;
  /** Qualifier of the CDK bootstrap, in the names of its bucket and of a boundary. @default - that of the CDK */
  readonly bootstrapQualifier?: string | undefined;
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

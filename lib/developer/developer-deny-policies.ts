import type { Construct } from 'constructs';
import { DenyPolicies } from '../access/boundary/deny-policies';
import { type DeveloperBoundaryProps, developerStatements } from './developer-statements';

/**
 * The limits of `DeveloperBoundary` as Deny policies, for roles whose boundary is that of the organization.
 *
 * @example
 * const denies = new DeveloperDenyPolicies(stack, 'Denies', {
 *   bucketArns: [prompts.literalArn, reports.literalArn],
 *   encryptionKey: developerKey,
 * });
 * denies.applyTo(stack);
 */
export class DeveloperDenyPolicies extends DenyPolicies {
  constructor(scope: Construct, id: string, props: DeveloperBoundaryProps) {
    super(scope, id, developerStatements(scope, props), 'use a shorter name of the row');
  }
}

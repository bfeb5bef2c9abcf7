import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { PrivateBedrockChecks } from './private-bedrock-checks';

/**
 * Adds the four rule packs to a tree. Every synthesis then writes their findings into the assembly, and fails on a
 * finding that is not acknowledged.
 *
 * @example
 * const app = new App();
 * addRulePacks(app);
 */
export function addRulePacks(app: IConstruct): void {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new HIPAASecurityChecks(app),
    new NIST80053R5Checks(app),
    new PrivateBedrockChecks(app),
  );
}

import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { PrivateBedrockChecks } from './private-bedrock-checks';

/** Switches on the rule packs: every synth of this tree then writes their findings into the assembly, and fails on an open one. */
export function addRulePacks(app: IConstruct): void {
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new HIPAASecurityChecks(app),
    new NIST80053R5Checks(app),
    new PrivateBedrockChecks(app),
  );
}

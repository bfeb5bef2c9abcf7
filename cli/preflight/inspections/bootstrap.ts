import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { DEFAULT_QUALIFIER } from '../../../domain/deployment/deployment-record';
import { findInAws } from '../../aws/call-aws';
import type { Inspection } from '../inspection';
import { fail, pass } from '../inspection-result';

/**
 * Version that every template requires by its rule CheckBootstrapVersion: MIN_BOOTSTRAP_STACK_VERSION of aws-cdk-lib's
 * default synthesizer. A test compares it with the installed one.
 */
export const MIN_BOOTSTRAP_VERSION = 6;

/** Inspects the CDK bootstrap: the bucket and roles that deploy the stacks. */
export const BOOTSTRAP_INSPECTION: Inspection = {
  id: 'bootstrap',
  title: 'CDK bootstrap',
  inspect: async ({ clients: { ssm }, config: { region }, caller: { account }, bootstrapQualifier }) => {
    // Another qualifier needs a stack of its own, so that both bootstraps can exist.
    const options = bootstrapQualifier
      ? ` --qualifier ${bootstrapQualifier} --toolkit-stack-name CDKToolkit-${bootstrapQualifier}`
      : '';
    const remedy = { run: `npx cdk bootstrap aws://${account}/${region}${options}` };
    const Name = `/cdk-bootstrap/${bootstrapQualifier ?? DEFAULT_QUALIFIER}/version`;
    const answer = await findInAws('ssm:GetParameter', () => ssm.send(new GetParameterCommand({ Name })));
    if (!answer)
      return [
        fail(
          `${region} is not bootstrapped for the CDK${bootstrapQualifier ? ` with the qualifier ${bootstrapQualifier}` : ''}`,
          remedy,
        ),
      ];
    const version = Number(answer.Parameter?.Value);
    if (version >= MIN_BOOTSTRAP_VERSION) return [pass(`version ${version}; the stacks need ${MIN_BOOTSTRAP_VERSION}`)];
    const found = answer.Parameter?.Value ?? 'none';
    return [fail(`version ${found} is too old: the stacks need ${MIN_BOOTSTRAP_VERSION}`, remedy)];
  },
};

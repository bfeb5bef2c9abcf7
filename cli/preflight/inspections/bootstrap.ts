import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { askOr } from '../account/ask';
import { fail, pass } from '../finding';
import type { Check } from '../inspection';

/**
 * What every template demands in its rule CheckBootstrapVersion, and the manifest of the assembly of the CDK CLI:
 * MIN_BOOTSTRAP_STACK_VERSION of aws-cdk-lib's default synthesizer. A test compares it with the installed one.
 */
export const MIN_BOOTSTRAP_VERSION = 6;

/** With the default qualifier, which cdk.json does not change. */
const PARAMETER = '/cdk-bootstrap/hnb659fds/version';

/** Bucket and roles by which the CDK deploys. */
export const BOOTSTRAP_CHECK: Check = {
  id: 'bootstrap',
  title: 'CDK bootstrap',
  run: async ({ clients: { ssm }, config: { region }, caller: { account } }) => {
    const remedy = { run: `npx cdk bootstrap aws://${account}/${region}` };
    const answer = await askOr('ssm:GetParameter', ['ParameterNotFound'], () =>
      ssm.send(new GetParameterCommand({ Name: PARAMETER })),
    );
    if (!answer) return [fail(`${region} is not bootstrapped for the CDK`, remedy)];
    const version = Number(answer.Parameter?.Value);
    if (version >= MIN_BOOTSTRAP_VERSION) return [pass(`version ${version}; ${MIN_BOOTSTRAP_VERSION} is needed`)];
    const found = answer.Parameter?.Value ?? 'none';
    return [fail(`version ${found} is too old: ${MIN_BOOTSTRAP_VERSION} is needed`, remedy)];
  },
};

import { App, Stack, Validations } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import { acknowledge, PrivateBedrockChecks } from '../../lib/checks';

const app = new App();
const stack = new Stack(app, 'Mine');
new bedrock.CfnGuardrail(stack, 'Guardrail', {
  name: 'mine',
  blockedInputMessaging: 'Not here.',
  blockedOutputsMessaging: 'Not here.',
});
acknowledge(stack, {
  rule: 'PrivateBedrock-KEY1',
  reason: 'This guardrail contains no secrets: our website lists its topics.',
});

Validations.of(app).addPlugins(new PrivateBedrockChecks(app));
app.synth();

import { AwsActions } from '../../../proofs/actions/aws-actions';
import { otherRunsOfModels, otherWaysToModels } from '../../../proofs/actions/ways-to-models';

test('every action of each service of models is a way, also of the newest list, and none of Bedrock itself', async () => {
  const aws = await AwsActions.load();
  const ways = otherWaysToModels(aws);
  const services = ['aws-external-anthropic', 'bedrock-agentcore', 'bedrock-mantle', 'bedrock-websearch', 'sagemaker'];
  for (const service of services) {
    const all = [...aws.like(`${service}:*`)];
    expect(all.length).toBeGreaterThan(2);
    expect(all.filter((action) => !ways.includes(action))).toEqual([]);
  }
  expect(ways).toContain('sagemaker:InvokeGlobalInferenceGateway');
  expect(ways.filter((action) => action.startsWith('bedrock:'))).toEqual([]);
});

test.each([
  'qbusiness:ChatSync',
  'cloudwatch:GenerateQuery',
  'iotsitewise:InvokeAssistant',
  'transform-custom:ConverseStream',
])('%s is a way by its name', async (action) => {
  expect(otherWaysToModels(await AwsActions.load())).toContain(action);
});

test('runs are the ways that ask for an answer', async () => {
  const runs = otherRunsOfModels(await AwsActions.load());
  expect(runs).toEqual(expect.arrayContaining(['bedrock-mantle:CreateInference', 'sagemaker:InvokeEndpointAsync']));
  expect(runs).not.toContain('sagemaker:CreateDomain');
});

import { Match } from 'aws-cdk-lib/assertions';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment } from '../support/synth';

/** ARN as `npm run tune` prints it at its end. */
const ARN = 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdef123456';

/** A row in which one custom model was written among the models: everything follows from that one line. */
describe('a custom model in the row', () => {
  const { production } = DEPLOYMENTS;
  const deployed = new Deployment('production', { ...production, models: [ARN, ...production.models] });

  test('may be invoked by the function, through the key', () => {
    deployed.template('Inference').hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'InvokeModels', Resource: Match.arrayWith([ARN]) }),
          Match.objectLike({
            Action: 'kms:Decrypt',
            Condition: { StringEquals: { 'kms:ViaService': 'bedrock.us-east-1.amazonaws.com' } },
          }),
        ]),
      },
    });
  });

  test('is let through by the endpoint', () => {
    deployed.template('Endpoints').hasResourceProperties('AWS::EC2::VPCEndpoint', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Effect: 'Allow', Resource: Match.arrayWith([ARN]) })]),
      },
    });
  });

  test('is spared by the permissions boundary', () => {
    deployed.template('Foundation').hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Sid: 'DenyOtherModels', NotResource: Match.arrayWith([ARN]) })]),
      },
    });
  });

  test('is on the list of the function, which answers with it when none is named', () => {
    const [list] = Object.values(deployed.template('Inference').findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => JSON.parse(Properties.Environment.Variables.ALLOWED_MODELS) as readonly string[],
    );
    expect(list?.[0]).toBe(ARN);
  });
});

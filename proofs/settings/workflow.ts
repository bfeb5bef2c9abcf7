import { ACCOUNT } from '../model/physical-ids';
import { holds, is, isOneOf, type Settings, same, tags, words } from './setting';

/** Requirements on the tuning workflow beside its role: its states are executed by test/fine-tuning/workflow. */
export const WORKFLOW: Readonly<Record<string, Settings>> = {
  'AWS::Events::Rule': {
    Description: words,
    EventPattern: holds('nothing but an uploaded manifest starts the workflow', (value, { config, deployment }) =>
      same(value, {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [`private-bedrock-${deployment}-${ACCOUNT}-${config.region}`] },
          object: { key: [{ wildcard: 'datasets/*manifest.json' }] },
        },
      }),
    ),
    Name: { decidedBy: 'decisions' },
    State: holds('the rule is on', (value) => value === undefined || value === 'ENABLED'),
    Targets: holds('an uploaded manifest starts the workflow of the deployment, and nothing else', (value, context) => {
      const [target, ...others] = value as readonly Readonly<Record<string, unknown>>[];
      return (
        others.length === 0 &&
        isOneOf('AWS::StepFunctions::StateMachine', 'Ref')(target?.Arn, context) &&
        isOneOf('AWS::IAM::Role', 'Arn')(target?.RoleArn, context)
      );
    }),
    Tags: tags,
  },
  'AWS::StepFunctions::StateMachine': {
    DefinitionString: holds(
      'the workflow calls the function of the deployment and AWS, and nothing else',
      (value, { resolver }) => {
        const { States } = JSON.parse(String(value)) as { States: Record<string, { Resource?: string }> };
        const functions = resolver.resources
          .filter(({ resource }) => resource.Type === 'AWS::Lambda::Function')
          .map((placed) => resolver.attributeOf(placed, 'Arn'));
        return Object.values(States).every(
          ({ Resource }) =>
            Resource === undefined || Resource.startsWith('arn:aws:states:::') || functions.includes(Resource),
        );
      },
    ),
    RoleArn: holds('the workflow runs as a role of the deployment', isOneOf('AWS::IAM::Role', 'Arn')),
    StateMachineName: { decidedBy: 'decisions' },
    StateMachineType: is('its history is kept for 90 days', 'STANDARD'),
    Tags: tags,
    TracingConfiguration: is('every execution is traced', { Enabled: true }),
  },
};

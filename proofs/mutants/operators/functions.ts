import { ec2Id } from '../../model/physical-ids';
import type { Placed } from '../../model/templates';
import type { Json } from '../edit';
import { withResource, withResources } from '../edit';
import type { Operator } from '../mutant';
import { OTHER_ACCOUNT_ROOT } from '../others';
import { onResources, resourcesOf } from '../resources';

const FUNCTION = 'AWS::Lambda::Function';

const variables = ({ Environment }: Json) =>
  ((Environment as Json | undefined)?.Variables ?? {}) as Readonly<Record<string, unknown>>;
const env = (name: string) => ['Environment', 'Variables', name];
const named = (properties: Json, pattern: RegExp) =>
  Object.keys(variables(properties)).filter((name) => pattern.test(name));

/** A resource that stands beside each function and refers to it. */
const beside = (kind: string, Type: string, properties: (ref: object, arn: object) => object): Operator => ({
  kind,
  changes: (subject) =>
    resourcesOf(subject, FUNCTION).map(({ at, stack, logicalId }: Placed) => ({
      what: '',
      at,
      templates: withResources(subject.templates, stack, {
        Beside: { Type, Properties: { ...properties({ Ref: logicalId }, { 'Fn::GetAtt': [logicalId, 'Arn'] }) } },
      }),
    })),
});

const set = (kind: string, path: readonly string[], to?: unknown): Operator =>
  onResources(kind, FUNCTION, () => [{ path, to }]);

export const FUNCTIONS: readonly Operator[] = [
  set('function outside the VPC', ['VpcConfig']),
  set('function in another security group', ['VpcConfig', 'SecurityGroupIds'], [ec2Id('sg', 'somebody else')]),
  set('function in no security group', ['VpcConfig', 'SecurityGroupIds']),
  set('function in another subnet', ['VpcConfig', 'SubnetIds'], [ec2Id('subnet', 'somebody else')]),
  set('function speaks IPv6', ['VpcConfig', 'Ipv6AllowedForDualStack'], true),
  set('function in the default security group', ['VpcConfig', 'SecurityGroupIds'], [ec2Id('sg', 'default')]),
  set('function with another role', ['Role'], 'arn:aws:iam::111122223333:role/Admin'),
  set('function with foreign code beside its own', ['Layers'], ['arn:aws:lambda:us-east-1:999988887777:layer:agent:1']),
  set('function of other code', ['Code'], { S3Bucket: 'somebody-elses-bucket', S3Key: 'code.zip' }),
  set('function on an old runtime', ['Runtime'], 'nodejs16.x'),
  set('function without a limit of executions', ['ReservedConcurrentExecutions']),
  set('function logs elsewhere', ['LoggingConfig', 'LogGroup'], '/aws/lambda/function'),
  set('function logs where it likes', ['LoggingConfig']),
  set('function not traced', ['TracingConfig']),
  set('failures kept in a queue', ['DeadLetterConfig'], { TargetArn: 'arn:aws:sqs:us-east-1:999988887777:queue' }),
  set('function runs for a quarter of an hour', ['Timeout'], 900),
  set('code injected by a variable', env('NODE_OPTIONS'), '--require /tmp/agent.js'),
  onResources('model offered that IAM does not allow', FUNCTION, (properties) =>
    named(properties, /MODELS/).map((name) => {
      const models = JSON.parse(String(variables(properties)[name]));
      return { path: env(name), to: JSON.stringify([...models, 'amazon.nova-premier-v1:0']) };
    }),
  ),
  onResources('model no longer offered', FUNCTION, (properties) =>
    named(properties, /MODELS/).map((name) => {
      const models = JSON.parse(String(variables(properties)[name]));
      return { path: env(name), to: JSON.stringify(models.slice(1)) };
    }),
  ),
  onResources('guardrail not told to the function', FUNCTION, (properties) =>
    named(properties, /^GUARDRAIL/).map((name) => ({ what: name, path: env(name) })),
  ),
  onResources('guardrail draft sent', FUNCTION, (properties) =>
    named(properties, /^GUARDRAIL_VERSION$/).map((name) => ({ path: env(name), to: 'DRAFT' })),
  ),
  onResources('another guardrail sent', FUNCTION, (properties) =>
    named(properties, /^GUARDRAIL_ID$/).map((name) => ({ path: env(name), to: 'somebodyelse' })),
  ),
  onResources('larger requests taken', FUNCTION, (properties) =>
    named(properties, /BYTES$/).map((name) => ({ path: env(name), to: '104857600' })),
  ),
  onResources('invocation retried', 'AWS::Lambda::EventInvokeConfig', () => [
    { path: ['MaximumRetryAttempts'], to: 2 },
  ]),
  onResources('invocation kept for hours', 'AWS::Lambda::EventInvokeConfig', () => [
    { path: ['MaximumEventAgeInSeconds'], to: 21_600 },
  ]),
  onResources('answers sent elsewhere', 'AWS::Lambda::EventInvokeConfig', () => [
    { path: ['DestinationConfig'], to: { OnSuccess: { Destination: 'arn:aws:sqs:us-east-1:999988887777:queue' } } },
  ]),
  {
    kind: 'invocation as Lambda likes',
    changes: (subject) =>
      resourcesOf(subject, 'AWS::Lambda::EventInvokeConfig').map(({ at, stack, logicalId }) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
  beside('function URL for everybody', 'AWS::Lambda::Url', (_, arn) => ({ AuthType: 'NONE', TargetFunctionArn: arn })),
  beside('function invoked by everybody', 'AWS::Lambda::Permission', (ref) => ({
    Action: 'lambda:InvokeFunction',
    FunctionName: ref,
    Principal: '*',
  })),
  beside('function invoked by another account', 'AWS::Lambda::Permission', (ref) => ({
    Action: 'lambda:InvokeFunction',
    FunctionName: ref,
    Principal: OTHER_ACCOUNT_ROOT,
  })),
];

import { isOpenArn } from '../../template/condition';
import { servicePrincipal } from '../../template/service-principal';
import { list, property } from '../../template/value';
import { FOUND, type Rule, unless } from '../rule';

export const FUNCTION_RULES: readonly Rule[] = [
  {
    id: 'FN1',
    info: 'A Lambda function runs outside a VPC.',
    why: 'The function can reach the internet. Endpoint policies, security groups and flow logs do not apply to it.',
    remedy: 'Set VpcConfig with subnets and security groups of the private VPC.',
    source: 'AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC"',
    types: ['AWS::Lambda::Function'],
    check: ({ properties }) => unless(list(property(properties, 'VpcConfig', 'SubnetIds')).length > 0),
  },
  {
    id: 'FN2',
    info: 'A function URL accepts unsigned requests.',
    why: 'Anyone on the internet can invoke models at your cost.',
    remedy: 'Set AuthType to AWS_IAM, or invoke the function through the Lambda API.',
    source: 'AWS Lambda Developer Guide, "Control access to Lambda function URLs"',
    types: ['AWS::Lambda::Url'],
    check: ({ properties, stack }, app) => unless(app.text(property(properties, 'AuthType'), stack) === 'AWS_IAM'),
  },
  {
    id: 'FN3',
    info: 'Any principal can invoke a Lambda function.',
    why: 'Principal `*` includes every AWS account and, for a function URL, unauthenticated callers.',
    remedy: 'Name the principal, or set PrincipalOrgID.',
    source: 'AWS Lambda Developer Guide, "Viewing resource-based IAM policies in Lambda"',
    types: ['AWS::Lambda::Permission'],
    check: ({ properties, stack }, app) =>
      unless(
        app.text(property(properties, 'Principal'), stack) !== '*' ||
          app.given(property(properties, 'PrincipalOrgID'), stack) !== undefined,
      ),
  },
  {
    id: 'FN4',
    info: 'A service can invoke a Lambda function on behalf of any account.',
    why: 'An agent, bucket or rule of another AWS customer could make the service call your function (the confused deputy problem).',
    remedy: 'Set SourceArn. If that ARN contains no account id, also set SourceAccount.',
    source:
      'AWS Lambda API Reference, AddPermission; Amazon Bedrock User Guide, "Resource-based policy to allow Amazon Bedrock to invoke an action group Lambda function"',
    types: ['AWS::Lambda::Permission'],
    check: ({ properties, stack }, app) => {
      const principal = servicePrincipal(app.text(property(properties, 'Principal'), stack));
      if (!principal.includes('amazonaws.com')) return 'not-applicable';
      const arn = app.given(property(properties, 'SourceArn'), stack);
      if (arn === undefined || isOpenArn(arn)) return FOUND;
      const namesAccount =
        /:(\d{12}|<AWS::AccountId>):/.test(arn) || app.named(arn)?.type.startsWith('AWS::S3::') === false;
      return unless(namesAccount || app.given(property(properties, 'SourceAccount'), stack) !== undefined);
    },
  },
];

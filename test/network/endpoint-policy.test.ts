import { decideEndpointPolicy, type EndpointDecision } from '../../domain/network/endpoint-policy';

const REQUEST = {
  account: '123456789012',
  action: 'bedrock:InvokeModel',
  resource: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
  context: { 'aws:PrincipalAccount': '123456789012', 'bedrock:InferenceProfileArn': undefined },
};
const ALLOW = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const when = (Condition: object) => [{ ...ALLOW, Condition }];

test.each<readonly [string, object | undefined, EndpointDecision]>([
  ['no policy', undefined, 'allowed'],
  ['no statement', [], 'denied'],
  ['a statement that is not in a list', ALLOW, 'allowed'],
  ['our account', [{ ...ALLOW, Principal: { AWS: 'arn:aws:iam::123456789012:root' } }], 'allowed'],
  ['another account', [{ ...ALLOW, Principal: { AWS: ['210987654321'] } }], 'denied'],
  ['a role of ours', [{ ...ALLOW, Principal: { AWS: 'arn:aws:iam::123456789012:role/x' } }], 'unknown'],
  ['a service', [{ ...ALLOW, Principal: { Service: 'ec2.amazonaws.com' } }], 'denied'],
  ['everybody but some', [{ Effect: 'Allow', NotPrincipal: {}, Action: '*', Resource: '*' }], 'unknown'],
  ['actions by pattern, in any case', [{ ...ALLOW, Action: ['BEDROCK:invoke*'] }], 'allowed'],
  ['other actions', [{ ...ALLOW, Action: 'bedrock:Get*' }], 'denied'],
  ['all actions except this', [{ ...ALLOW, Action: undefined, NotAction: 'bedrock:InvokeModel' }], 'denied'],
  ['all resources except another', [{ ...ALLOW, Resource: undefined, NotResource: 'arn:aws:s3:::x' }], 'allowed'],
  ['the resource with ?', [{ ...ALLOW, Resource: 'arn:aws:bedrock:us-east-?::foundation-model/*' }], 'allowed'],
  ['a dot that is no pattern', [{ ...ALLOW, Resource: REQUEST.resource.replace('.', 'x') }], 'denied'],
  ['a policy variable', [{ ...ALLOW, Resource: `arn:aws:s3:::$\{aws:PrincipalTag/team}` }], 'unknown'],
  ['a deny over an allow', [ALLOW, { ...ALLOW, Effect: 'Deny' }], 'denied'],
  [
    'a deny on something unknown',
    [ALLOW, { ...ALLOW, Effect: 'Deny', Principal: { AWS: 'arn:aws:iam::123456789012:role/x' } }],
    'unknown',
  ],
  ['the right account', when({ StringEquals: { 'AWS:principalaccount': ['1', '123456789012'] } }), 'allowed'],
  ['the wrong account', when({ StringEquals: { 'aws:PrincipalAccount': '1' } }), 'denied'],
  ['any but our account', when({ StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } }), 'denied'],
  ['an organization', when({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), 'unknown'],
  [
    'an organization and the wrong account',
    when({ StringEquals: { 'aws:PrincipalOrgID': 'o-1', 'aws:PrincipalAccount': '1' } }),
    'denied',
  ],
  ['a profile that is not there', when({ ArnLike: { 'bedrock:InferenceProfileArn': '*' } }), 'denied'],
  ['a profile if there is one', when({ ArnLikeIfExists: { 'bedrock:InferenceProfileArn': 'x' } }), 'allowed'],
  ['no such profile', when({ ArnNotLike: { 'bedrock:InferenceProfileArn': 'x' } }), 'allowed'],
  ['an operator that is not known here', when({ IpAddress: { 'aws:PrincipalAccount': '1' } }), 'unknown'],
])('%s', (_, Statement, expected) => {
  const document = Statement && JSON.stringify({ Version: '2012-10-17', Statement });
  expect(decideEndpointPolicy(document, REQUEST)).toBe(expected);
});

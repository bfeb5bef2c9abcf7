import { allow, deny, it, policy, type RuleCase } from '../resource';

const BEARER = 'bedrock:CallWithBearerToken';
const MAKE = 'iam:CreateServiceSpecificCredential';
const credential = (ServiceName: unknown) => it('AWS::IAM::ServiceSpecificCredential', { ServiceName, UserName: 'u' });

export const API_KEY_CASES: readonly RuleCase[] = [
  {
    rule: 'APIKEY1',
    says: 'compliant',
    of: 'a wildcard with a deny beside it',
    resources: policy(allow('bedrock:*', '*'), deny(BEARER, '*')),
  },
  { rule: 'APIKEY1', says: [`Action::${BEARER}`], of: 'all of Bedrock', resources: policy(allow('bedrock:*', '*')) },
  {
    rule: 'APIKEY1',
    says: ['Action::bedrock-mantle:CallWithBearerToken'],
    of: 'the other service',
    resources: policy(allow('bedrock-mantle:Call*', '*')),
  },
  {
    rule: 'APIKEY1',
    says: 'not-applicable',
    of: 'a role without a policy of its own',
    resources: it('AWS::IAM::Role'),
  },

  { rule: 'APIKEY2', says: 'compliant', of: 'another action of IAM', resources: policy(allow('iam:GetRole', '*')) },
  { rule: 'APIKEY2', says: [`Action::${MAKE}`], of: 'the action', resources: policy(allow(MAKE, '*')) },
  {
    rule: 'APIKEY2',
    says: ['Credential::bedrock.amazonaws.com'],
    of: 'an API key',
    resources: credential('bedrock.amazonaws.com'),
  },
  {
    rule: 'APIKEY2',
    says: 'not-applicable',
    of: 'a credential for CodeCommit',
    resources: credential('codecommit.amazonaws.com'),
  },
];

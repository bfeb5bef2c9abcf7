import { IDENTITY_TYPES, identityStatements } from '../../../template/policies';
import { serviceOf, servicePrincipal } from '../../../template/service-principal';
import { allowedOf } from '../../../template/statement';
import { property } from '../../../template/value';
import type { Rule } from '../../rule';

const BEARER_TOKEN = ['bedrock:CallWithBearerToken', 'bedrock-mantle:CallWithBearerToken'];
const MAKE_KEY = 'iam:CreateServiceSpecificCredential';

const WHY =
  'A Bedrock API key is a bearer token. Anyone who finds it in a log or a repository can use it, from anywhere, until it expires.';

export const API_KEY_RULES: readonly Rule[] = [
  {
    id: 'APIKEY1',
    info: 'An identity policy allows calls to Bedrock with an API key.',
    why: WHY,
    remedy: 'Use the short-lived credentials of a role. If a wildcard grants the action, add a Deny for it.',
    source: 'Amazon Bedrock User Guide, "API keys"; Service Authorization Reference, CallWithBearerToken',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app);
      return statements.length === 0
        ? 'not-applicable'
        : allowedOf(statements, BEARER_TOKEN).map((action) => `Action::${action}`);
    },
  },
  {
    id: 'APIKEY2',
    info: 'An identity policy allows the creation of long-lived API keys, or the template creates one.',
    why: WHY,
    remedy:
      'Do not grant `iam:CreateServiceSpecificCredential`, and do not create a credential for bedrock.amazonaws.com.',
    source:
      'AWS IAM API Reference, CreateServiceSpecificCredential. aws-cdk-lib 2.276 has no class for the type AWS::IAM::ServiceSpecificCredential.',
    types: ['AWS::IAM::ServiceSpecificCredential', ...IDENTITY_TYPES],
    check: (resource, app) => {
      if (resource.type === 'AWS::IAM::ServiceSpecificCredential') {
        const service = app.text(property(resource.properties, 'ServiceName'), resource.stack);
        return serviceOf(service).startsWith('bedrock') || service.startsWith('<')
          ? [`Credential::${servicePrincipal(service)}`]
          : 'not-applicable';
      }
      const statements = identityStatements(resource, app);
      return statements.length === 0
        ? 'not-applicable'
        : allowedOf(statements, [MAKE_KEY]).map((action) => `Action::${action}`);
    },
  },
];

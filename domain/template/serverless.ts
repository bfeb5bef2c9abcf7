import { entries, isObject, list, property } from './value';

interface Part {
  readonly type: string;
  readonly properties: unknown;
}

/** Name of an AWS managed policy, as SAM accepts it in place of its ARN. */
const policyArn = (policy: unknown) =>
  typeof policy === 'string' && !policy.startsWith('arn:') ? `arn:aws:iam::aws:policy/${policy}` : policy;

/** Role with the policies of a function or a state machine: names, ARNs, documents, and templates of SAM. */
function roleOf(properties: unknown): readonly Part[] {
  const policies = list(property(properties, 'Policies'));
  const isDocument = (policy: unknown) => isObject(policy) && 'Statement' in policy;
  const isTemplate = (policy: unknown) =>
    isObject(policy) && Object.keys(policy).some((name) => /^[A-Z]\w+Policy$/.test(name));
  const role = {
    ManagedPolicyArns: policies.filter((policy) => !isDocument(policy) && !isTemplate(policy)).map(policyArn),
    Policies: policies.filter(isDocument).map((PolicyDocument) => ({ PolicyDocument })),
    PermissionsBoundary: property(properties, 'PermissionsBoundary'),
    AssumeRolePolicyDocument: property(properties, 'AssumeRolePolicyDocument'),
  };
  return policies.length > 0 || role.AssumeRolePolicyDocument !== undefined
    ? [{ type: 'AWS::IAM::Role', properties: role }]
    : [];
}

/** Resources that AWS SAM makes of its own types, as far as the rules read them. Source: AWS SAM Developer Guide. */
const EXPANSIONS: Readonly<Record<string, (properties: unknown) => readonly Part[]>> = {
  'AWS::Serverless::Function': (properties) => {
    const url = property(properties, 'FunctionUrlConfig');
    return [
      { type: 'AWS::Lambda::Function', properties },
      ...roleOf(properties),
      ...(url === undefined ? [] : [{ type: 'AWS::Lambda::Url', properties: url }]),
    ];
  },
  'AWS::Serverless::StateMachine': (properties) => [
    {
      type: 'AWS::StepFunctions::StateMachine',
      properties: {
        ...Object.fromEntries(entries(properties)),
        LoggingConfiguration: property(properties, 'Logging'),
      },
    },
    ...roleOf(properties),
  ],
};

/** Returns the resources that a resource of AWS SAM stands for; an empty list for every other type. */
export const expand = (type: string, properties: unknown): readonly Part[] => EXPANSIONS[type]?.(properties) ?? [];

import { decisions, holds, type Settings, tags, words } from './setting';

const HOUR = 3600;

export const IDENTITY: Readonly<Record<string, Settings>> = {
  'AWS::IAM::ManagedPolicy': {
    Description: words,
    Path: { free: 'part of a name that no policy here speaks of' },
    PolicyDocument: decisions,
    Roles: decisions,
  },
  'AWS::IAM::Role': {
    AssumeRolePolicyDocument: decisions,
    Description: words,
    ManagedPolicyArns: decisions,
    MaxSessionDuration: holds('a session lasts an hour, or as many as the row says', (value, { config }) => {
      const seconds = value === undefined ? HOUR : Number(value);
      return seconds === HOUR || seconds === (config.sessionHours ?? 1) * HOUR;
    }),
    PermissionsBoundary: decisions,
    Policies: decisions,
    RoleName: holds(
      'a role that Bedrock assumes has a name that AmazonBedrockFullAccess can pass',
      (value, { properties }) =>
        !JSON.stringify(properties.AssumeRolePolicyDocument).includes('"bedrock.amazonaws.com"') ||
        String(value).startsWith('AmazonBedrock'),
    ),
    Tags: tags,
  },
};

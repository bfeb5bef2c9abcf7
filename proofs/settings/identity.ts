import { boundaryArn } from '../../domain/deployment/config/organization-boundary';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Persona } from '../../domain/deployment/personas';
import { ACCOUNT } from '../model/physical-ids';
import { roleWords } from '../model/role-words';
import { decisions, holds, isOneOf, names, type Settings, tags, words } from './setting';

const HOUR = 3600;
const SESSIONS: Readonly<Record<string, Exclude<Persona, 'breakGlass'> | undefined>> = {
  ...{ administrator: 'administrator', reader: 'reader', invoker: 'invoker', tuner: 'tuner', curator: 'curator' },
  ...{ clinician: 'clinician', 'records reader': 'records', 'breaker operator': 'breakerOperator' },
  ...{ auditor: 'auditor', 'report reader': 'reportReader' },
  scientist: 'scientist',
};

/** Longest session of a role that people assume. Sessions of break glass, applications and services last one hour. */
function hoursOf({ personas, sessionHours = 1 }: DeploymentConfig, role: string): number {
  const persona = SESSIONS[role];
  return persona === undefined ? 1 : (personas?.[persona]?.sessionHours ?? sessionHours);
}

const ATTACHED: Settings = { Groups: names, PolicyDocument: decisions, Roles: names, Users: names };

export const IDENTITY: Readonly<Record<string, Settings>> = {
  'AWS::IAM::ManagedPolicy': {
    Description: words,
    ManagedPolicyName: names,
    Path: { free: 'part of a name that no policy here speaks of' },
    ...ATTACHED,
  },
  'AWS::IAM::GroupPolicy': { GroupName: names, PolicyDocument: decisions, PolicyName: words },
  'AWS::IAM::Policy': { PolicyName: words, ...ATTACHED },
  'AWS::IAM::RolePolicy': { PolicyDocument: decisions, PolicyName: words, RoleName: names },
  'AWS::IAM::UserPolicy': { PolicyDocument: decisions, PolicyName: words, UserName: names },
  'AWS::IAM::Role': {
    AssumeRolePolicyDocument: decisions,
    Description: words,
    ManagedPolicyArns: decisions,
    MaxSessionDuration: holds(
      'a session lasts as many hours as the row says, else one',
      (value, { config, placed }) => {
        const seconds = value === undefined ? HOUR : Number(value);
        return seconds === hoursOf(config, roleWords(placed)) * HOUR;
      },
    ),
    PermissionsBoundary: holds('a role has the boundary of the row, or that of its organization', (value, context) => {
      const { config, qualifier } = context;
      return config.permissionsBoundary
        ? value === boundaryArn(config.permissionsBoundary, { account: ACCOUNT, region: config.region, qualifier })
        : isOneOf('AWS::IAM::ManagedPolicy', 'Ref')(value, context);
    }),
    Policies: decisions,
    RoleName: holds(
      'the name of a role says deployment and Region, since names of roles are global; AmazonBedrockFullAccess can pass those of Bedrock',
      (value, { config, deployment, properties }) => {
        const isOfBedrock = JSON.stringify(properties.AssumeRolePolicyDocument).includes('"bedrock.amazonaws.com"');
        if (value === undefined) return !isOfBedrock;
        return (
          String(value).includes(`-${deployment}-${config.region}`) &&
          (!isOfBedrock || String(value).startsWith('AmazonBedrock'))
        );
      },
    ),
    Tags: tags,
  },
};

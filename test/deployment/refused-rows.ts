import type { DeploymentConfig } from '../../domain/deployment/deployment';

/** A row, or a table, as somebody could write it. */
export interface OddRow {
  /** Heading in docs/refused-rows.md. */
  readonly what: string;
  /** The change to `BASE`, in the words of a table. */
  readonly row: Readonly<Record<string, unknown>>;
  /** @default 'chat' */
  readonly name?: string;
  /** Another row of the same table, before this one. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** Why no machine can obey the remedy: it needs a person's decision. @default - obeying it makes the row valid */
  readonly decision?: string;
}

/** A valid row that each odd row changes. */
export const BASE = {
  region: 'us-east-1',
  models: ['amazon.nova-lite-v1:0'],
  network: { cidr: '10.2.0.0/24' },
} as const satisfies DeploymentConfig;

const EUROPE = { region: 'eu-central-1', models: ['eu.amazon.nova-2-lite-v1:0'] };
const trusting = (...principals: readonly unknown[]) => ({ trustedPrincipals: { principals } });
const OTHER_VPC = 'the network of the company';
const PERSON = 'who is meant';

export const ODD_ROWS: readonly OddRow[] = [
  { what: 'A Region with a typing mistake', row: { region: 'us-esat-1' } },
  { what: 'A Region in capitals', row: { region: 'US-EAST-1' } },
  { what: 'An Availability Zone in place of a Region', row: { region: 'us-east-1a' } },
  { what: 'A Region of AWS without Bedrock', row: { region: 'ap-east-1' } },
  { what: 'AWS GovCloud (US)', row: { region: 'us-gov-west-1' }, decision: 'where the data may be' },
  { what: 'AWS in China', row: { region: 'cn-north-1' }, decision: 'where the data may be' },
  { what: 'A model with a typing mistake', row: { models: ['amazon.nova-lit-v1:0'] } },
  { what: 'A model without its version', row: { models: ['amazon.nova-lite'] } },
  { what: 'A model by its name in the console', row: { models: ['Nova Lite'] }, decision: 'which model' },
  { what: 'A model that only a profile reaches here', row: { ...EUROPE, models: ['amazon.nova-2-lite-v1:0'] } },
  { what: 'A profile of another geography', row: { ...EUROPE, models: ['us.amazon.nova-2-lite-v1:0'] } },
  { what: 'A profile of AWS GovCloud (US)', row: { models: ['us-gov.anthropic.claude-sonnet-5'] } },
  {
    what: 'The ARN of a profile in place of its id',
    row: { models: ['arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-2-lite-v1:0'] },
  },
  {
    what: 'A deployment of a custom model in another Region',
    row: { models: ['arn:aws:bedrock:us-west-2:111122223333:custom-model-deployment/abcdefghijkl'] },
    decision: 'which deployment',
  },
  { what: 'A model that has ended', row: { models: ['anthropic.claude-3-haiku-20240307-v1:0'] } },
  { what: 'A model for speech', row: { models: ['amazon.nova-2-sonic-v1:0'] } },
  { what: 'The same model twice', row: { models: ['amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0'] } },
  { what: 'A model as text in place of a list', row: { models: 'amazon.nova-lite-v1:0' } },
  { what: 'No model', row: { models: [] }, decision: 'which model' },
  {
    what: 'A knowledge base whose only model makes vectors',
    row: { models: ['amazon.titan-embed-text-v2:0'], knowledge: {} },
    decision: 'which model',
  },
  {
    what: 'A declared model that the Region does not reach',
    row: {
      declaredModels: [{ id: 'amazon.nova-9-lite-v1:0', marketplace: false, regions: ['us-west-2'] }],
    },
    decision: 'what AWS offers',
  },
  { what: 'An unknown property', row: { keepdata: true } },
  { what: 'A property that belongs elsewhere', row: { vpcOnly: true } },
  { what: 'Text in place of true', row: { keepData: 'true' } },
  { what: 'A number in place of true', row: { keepData: 1 } },
  { what: 'null in place of an object', row: { guardrail: null }, decision: 'what it contains' },
  { what: 'A list in place of an object', row: { fineTuning: [] }, decision: 'what it contains' },
  { what: 'true in place of an object', row: { fineTuning: true }, decision: 'what it contains' },
  {
    what: 'A block that overlaps that of another row',
    row: {},
    beside: { ...BASE, network: { cidr: '10.2.0.0/20' } },
    decision: OTHER_VPC,
  },
  { what: 'A block that is too small', row: { network: { cidr: '10.2.0.0/28' } } },
  { what: 'A block that is too large', row: { network: { cidr: '10.0.0.0/8' } } },
  { what: 'A block that begins elsewhere', row: { network: { cidr: '10.2.0.5/24' } } },
  { what: 'A public block', row: { network: { cidr: '52.0.0.0/16' } }, decision: OTHER_VPC },
  { what: 'A block of IPv6', row: { network: { cidr: 'fd00::/56' } }, decision: OTHER_VPC },
  { what: 'Planes without the one that the function calls', row: { planes: ['bedrock'] } },
  {
    what: 'A plane that the Region lacks',
    row: {
      ...EUROPE,
      region: 'us-east-2',
      models: ['us.amazon.nova-2-lite-v1:0'],
      planes: ['bedrock-agent', 'bedrock-runtime'],
    },
  },
  { what: 'An account as a number', row: trusting(111122223333) },
  { what: 'An account with hyphens', row: trusting('1111-2222-3333') },
  { what: 'An account by its root ARN', row: trusting('arn:aws:iam::111122223333:root') },
  { what: 'An e-mail address as a principal', row: trusting('jane@example.com'), decision: PERSON },
  { what: 'An IAM user', row: trusting('arn:aws:iam::111122223333:user/jane'), decision: PERSON },
  { what: 'Every role of an account', row: trusting('arn:aws:iam::111122223333:role/*'), decision: PERSON },
  {
    what: 'A role of IAM Identity Center',
    row: trusting('arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ai_0a1b2c3d4e5f6a7b'),
  },
  { what: 'Korean with the classic tier', row: { guardrail: { languages: ['English', 'Korean'] } } },
  { what: 'A language by its code', row: { guardrail: { tier: 'standard', languages: ['English', 'ko'] } } },
  {
    what: 'Korean words for the word filter',
    row: { guardrail: { blockedWords: ['파랑새 사업'] } },
    decision: 'a pattern',
  },
  {
    what: 'A regular expression that can take for ever',
    row: { guardrail: { regexes: [{ name: 'Codes', pattern: '(a+)+$', action: 'block' }] } },
    decision: 'a pattern',
  },
  {
    what: 'A regular expression that matches everything',
    row: { guardrail: { regexes: [{ name: 'Codes', pattern: '[0-9]*', action: 'mask' }] } },
    decision: 'a pattern',
  },
  {
    what: 'Object Lock without kept data',
    row: { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], objectLockDays: 30 } },
  },
  {
    what: 'A base model of another Region',
    row: {
      ...EUROPE,
      network: { ...BASE.network, s3PrefixListId: 'pl-00000000' },
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] },
    },
    decision: 'where to train',
  },
  { what: 'HealthScribe in another Region', row: { ...EUROPE, healthScribe: {} } },
  { what: 'A note template as AWS writes it in prose', row: { healthScribe: { template: 'BH_SOAP' } } },
  { what: 'A draft that is kept for a week', row: { healthScribe: { retentionHours: 168 } }, decision: 'how long' },
  {
    what: 'Patient data without MFA',
    row: {
      trustedPrincipals: { principals: ['arn:aws:iam::111122223333:role/clinic'], mfa: false },
      healthScribe: {},
    },
    decision: PERSON,
  },
  { what: 'A session that is too long', row: { sessionHours: 24 }, decision: 'how long' },
  { what: 'A name with capitals and spaces', row: {}, name: 'My Chat' },
  { what: 'A name that is too long', row: {}, name: 'chat-of-the-marketing-team' },
  { what: 'A name of another script', row: {}, name: '🚀', decision: 'a name' },
  { what: 'A name that objects have', row: {}, name: '__proto__' },
];

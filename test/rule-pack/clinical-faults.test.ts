import { checkTemplates } from '../../domain/rule-pack/check-templates';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { row } from '../deployment/rows';
import type { Fault } from './faults';
import { plant } from './plant';
import { allow } from './resource';

const { stacks } = subjectOfRow('clinic', row({ network: { cidr: '10.0.0.0/24' }, healthScribe: {} })).templates;
const sound = Object.fromEntries(Object.entries(stacks).map(([stack, { template }]) => [stack, template]));

const onBucket = (rule: string, what: string, ...set: Fault['set']): Fault => ({
  ...{ rule, what, set },
  at: ['Consultations', 'AWS::S3::Bucket', 'Patients'],
});
const onRole = (what: string, ...set: Fault['set']): Fault => ({
  ...{ rule: 'SCRIBE3', what, set },
  at: ['Consultations', 'AWS::IAM::Role', 'DataAccess'],
});
const grants = (rule: string, what: string, action: string): Fault => ({
  ...{ rule, what },
  at: ['Access', 'AWS::IAM::ManagedPolicy', 'ClinicianPolicy'],
  set: ['PolicyDocument.Statement.0', allow(action, '*')],
});
const TRUST = 'AssumeRolePolicyDocument.Statement.0.Condition';

const FAULTS: readonly Fault[] = [
  onBucket('SCRIBE1', 'recordings that never expire', 'LifecycleConfiguration', undefined),
  onBucket('SCRIBE1', 'recordings that expire below a prefix', 'LifecycleConfiguration.Rules.0.Prefix', 'audio/'),
  onBucket('SCRIBE2', 'versions of recordings', 'VersioningConfiguration', { Status: 'Enabled' }),
  onBucket('SCRIBE2', 'recordings that nobody can delete', 'ObjectLockEnabled', true),
  onBucket('SCRIBE4', 'recordings under a key of AWS', 'BucketEncryption', undefined),
  onRole('jobs of every account', `${TRUST}.StringEquals`, undefined),
  onRole('any resource of Transcribe', `${TRUST}.ArnLike`, undefined),
  grants('SCRIBE5', 'notes anywhere, under any key', 'transcribe:StartMedicalScribeJob'),
  grants('SCRIBE6', 'everything of Transcribe', 'transcribe:*'),
  {
    rule: 'KEY13',
    what: 'notices without a key',
    at: ['Scribing', 'AWS::SNS::Topic', 'Notices'],
    set: ['KmsMasterKeyId', undefined],
  },
];

test('the stacks of HealthScribe have no such fault', () => {
  const findings = checkTemplates(sound).map(({ rule }) => rule);
  expect(findings.filter((rule) => FAULTS.some((fault) => rule === `PrivateBedrock-${fault.rule}`))).toEqual([]);
});

test.each(FAULTS)('$rule finds it where it was planted: $what', (fault) => {
  const { templates, at } = plant(fault, sound);
  const found = checkTemplates(templates).filter(({ rule }) => rule === `PrivateBedrock-${fault.rule}`);
  expect(found.map((finding) => finding.at)).toEqual(found.map(() => at));
  expect(found.length).toBeGreaterThan(0);
});

import type { Template } from 'aws-cdk-lib/assertions';
import { row } from '../deployment/rows';
import { Deployment } from '../support/synth';

const template = (healthScribe: object) => new Deployment('clinic', row({ healthScribe })).template('Scribing');

interface Policy {
  readonly Properties: {
    readonly Roles: readonly { readonly Ref: string }[];
    readonly PolicyDocument: { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
  };
}

/** Returns the actions of the policies of one role, by the beginning of its logical id. */
const actionsOf = (from: Template, role: string) =>
  Object.values(from.findResources('AWS::IAM::ManagedPolicy') as Record<string, Policy>)
    .filter(({ Properties: { Roles } }) => Roles.some(({ Ref }) => Ref.startsWith(role)))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action as string | readonly string[])
    .filter((action) => /^(s3|kms|transcribe|iam|sns|lambda|states):/.test(action));

describe('the scribing stack', () => {
  const made = template({ retentionHours: 3, template: 'GIRPP', speakers: 4 });

  test('encrypts definition and history with the patient key, and logs no execution data', () => {
    const machines = Object.values(made.findResources('AWS::StepFunctions::StateMachine'));
    expect(machines).toHaveLength(2);
    for (const { Properties } of machines) {
      expect(Properties).toMatchObject({
        EncryptionConfiguration: {
          KmsDataKeyReusePeriodSeconds: 900,
          KmsKeyId: { 'Fn::ImportValue': expect.stringContaining('PatientKey') },
          Type: 'CUSTOMER_MANAGED_KMS_KEY',
        },
      });
      expect(Properties).not.toHaveProperty('LoggingConfiguration');
    }
  });

  test('starts with key and ETag of a recording, and nothing else of the event', () => {
    made.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { object: { key: [{ prefix: 'audio/' }] } },
      },
      Targets: [
        {
          InputTransformer: {
            InputPathsMap: { key: '$.detail.object.key', etag: '$.detail.object.etag' },
            InputTemplate: '{"key": <key>, "etag": <etag>}',
          },
        },
      ],
    });
  });

  test.each([
    ['CheckAudio', ['s3:GetObject', 's3:ListBucket', 's3:PutObject', 'kms:Decrypt', 'kms:GenerateDataKey']],
    ['MakeDraft', ['s3:GetObject', 's3:ListBucket', 's3:PutObject', 'kms:Decrypt', 'kms:GenerateDataKey']],
    [
      'Purge',
      [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:ListBucket',
        's3:ListBucketMultipartUploads',
        's3:PutObject',
        'kms:GenerateDataKey',
      ],
    ],
    [
      'WorkflowRole',
      [
        ...['transcribe:StartMedicalScribeJob', 'transcribe:GetMedicalScribeJob', 'transcribe:DeleteMedicalScribeJob'],
        ...['iam:PassRole', 'lambda:InvokeFunction', 'sns:Publish'],
        ...['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      ],
    ],
    ['RecordingsRole', ['states:StartExecution']],
  ])('%s may do this and no more: %j', (role, actions) => {
    expect([...new Set(actionsOf(made, role))].sort()).toEqual([...actions].sort());
  });

  test('hands the settings of the row to its functions', () => {
    const variables = Object.values(made.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => (Properties as { Environment: { Variables: object } }).Environment.Variables,
    );
    expect(Object.assign({}, ...variables)).toMatchObject({
      NOTE_TEMPLATE: 'GIRPP',
      SPEAKERS: '4',
      RETENTION_SECONDS: '10800',
    });
  });

  test('withdraws kept signatures by a delete marker, and cannot delete a version', () => {
    const kept = template({ keepSignedNotes: true });
    const actions = actionsOf(kept, 'Purge');
    expect(actions).not.toContain('s3:DeleteObjectVersion');
    expect(JSON.stringify(kept.findResources('AWS::Lambda::Function'))).toContain('SIGNED_NOTES_BUCKET');
  });
});

import { admit, document, it, type Json, type Resources, type RuleCase, resource } from './resource';

const NOTHING: RuleCase['says'] = 'not-applicable';
const Q = { Service: 'q.amazonaws.com' };
const KEY: Resources = { Key: resource('AWS::KMS::Key'), Own: resource('AWS::KMS::Key') };

/** Key by its ARN. */
const OWN = { 'Fn::GetAtt': ['Own', 'Arn'] };
const encrypted = (KMSMasterKeyID: unknown): Json => ({
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }],
  },
});

/** Every form in which a template can name the objects of the bucket `It` below a key. */
const FORMS: Readonly<Record<string, (key: string) => unknown>> = {
  'Fn::Sub with the attribute': (key) => ({ 'Fn::Sub': `\${It.Arn}/${key}` }),
  'Fn::Sub with the name': (key) => ({ 'Fn::Sub': `arn:aws:s3:::\${It}/${key}` }),
  'Fn::Sub with a partition': (key) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:s3:::\${It}/${key}` }),
  'Fn::Join': (key) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['It', 'Arn'] }, `/${key}`]] }),
  'Fn::Join with the name': (key) => ({ 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'It' }, '/', key]] }),
  'a list of one': (key) => [{ 'Fn::Sub': `\${It.Arn}/${key}` }],
};

const admits = (Bucket: unknown, Resource: unknown, Principal: unknown = Q, Action: unknown = 's3:PutObject') =>
  resource('AWS::S3::BucketPolicy', {
    Bucket,
    PolicyDocument: document({ ...admit(Principal, undefined, Action), Resource }),
  });

/** `It`, a bucket that the service may write these objects to. */
const logs = (
  Resource: unknown,
  properties: Json = encrypted(OWN),
  principal: unknown = Q,
  action: unknown = 's3:PutObject',
) => it('AWS::S3::Bucket', properties, { ...KEY, Policy: admits({ Ref: 'It' }, Resource, principal, action) });

const objects = (key: string) => ({ 'Fn::Sub': `\${It.Arn}/${key}` });
const other = (properties: Json): Resources => ({ Other: resource('AWS::S3::Bucket', properties) });

type Row = readonly [rule: string, of: string, says: RuleCase['says'], resources: Resources];

const ROWS: readonly Row[] = [
  ...Object.entries(FORMS).flatMap(([form, arn]): readonly Row[] => [
    ['DEVELOPER1', `one prefix by ${form}`, 'compliant', logs(arn('prompts/*'))],
    ['DEVELOPER1', `the root by ${form}`, ['Prefix::/'], logs(arn('*'))],
    ['DEVELOPER2', `no key, by ${form}`, [''], logs(arn('prompts/*'), {})],
    [
      'DEVELOPER3',
      `a key of another bucket, by ${form}`,
      ['Bucket::Stack/Other'],
      { ...logs(arn('prompts/*')), ...other(encrypted(OWN)) },
    ],
  ]),
  [
    'DEVELOPER1',
    'both products below one prefix',
    'compliant',
    logs([objects('logs/AWSLogs/1/QDeveloperLogs/*'), objects('logs/AWSLogs/1/KiroLogs/*')]),
  ],
  [
    'DEVELOPER1',
    'prompts and reports',
    ['Prefix::prompts', 'Prefix::reports'],
    logs([objects('prompts/*'), objects('reports/*')]),
  ],
  ['DEVELOPER1', 'a prefix that begins with a wildcard', ['Prefix::/'], logs(objects('p*/x'))],
  ['DEVELOPER1', 'every bucket', ['Prefix::/'], logs('arn:aws:s3:::*/*')],
  ['DEVELOPER1', 'every object', ['Prefix::/'], logs('*')],
  ['DEVELOPER1', 'a wildcard action', ['Prefix::/'], logs(objects('*'), {}, Q, 's3:*')],
  [
    'DEVELOPER1',
    'the service among others',
    ['Prefix::/'],
    logs(objects('*'), {}, { Service: ['delivery.logs.amazonaws.com', 'q.amazonaws.com'] }),
  ],
  [
    'DEVELOPER1',
    'a bucket by its name',
    ['Prefix::a', 'Prefix::b'],
    it(
      'AWS::S3::Bucket',
      { BucketName: 'logs' },
      { Policy: admits('logs', ['arn:aws:s3:::logs/a/*', 'arn:aws:s3:::logs/b/*']) },
    ),
  ],
  ['DEVELOPER1', 'another service', NOTHING, logs(objects('*'), {}, { Service: 'delivery.logs.amazonaws.com' })],
  [
    'DEVELOPER1',
    'the policy of another bucket',
    NOTHING,
    it(
      'AWS::S3::Bucket',
      {},
      { Other: resource('AWS::S3::Bucket'), Policy: admits({ Ref: 'Other' }, { 'Fn::Sub': `\${Other.Arn}/*` }) },
    ),
  ],
  ['DEVELOPER2', 'a customer managed key', 'compliant', logs(objects('prompts/*'))],
  ['DEVELOPER2', 'the key of AWS', [''], logs(objects('prompts/*'), encrypted('alias/aws/s3'))],
  ['DEVELOPER2', 'a bucket of others', NOTHING, it('AWS::S3::Bucket')],
  [
    'DEVELOPER3',
    'a key of its own',
    'compliant',
    { ...logs(objects('prompts/*')), ...other(encrypted({ 'Fn::GetAtt': ['Key', 'Arn'] })) },
  ],
  [
    'DEVELOPER3',
    'a second bucket of logs',
    'compliant',
    {
      ...logs(objects('prompts/*')),
      ...other(encrypted({ Ref: 'Own' })),
      More: admits({ Ref: 'Other' }, { 'Fn::Sub': `\${Other.Arn}/reports/*` }),
    },
  ],
  [
    'DEVELOPER3',
    'the same key by its id',
    ['Bucket::Stack/Other'],
    { ...logs(objects('prompts/*')), ...other(encrypted({ Ref: 'Own' })) },
  ],
  ['DEVELOPER3', 'no key', NOTHING, logs(objects('prompts/*'), {})],
  ['DEVELOPER3', 'a bucket of others', NOTHING, it('AWS::S3::Bucket', encrypted(OWN), KEY)],
  // One statement for any service is enough: RESOURCE2.
  [
    'RESOURCE2',
    'Amazon Q Developer for anybody',
    ['s3:PutObject::aws:SourceAccount', 's3:PutObject::aws:SourceArn'],
    {
      ...it('AWS::S3::BucketPolicy', {
        Bucket: { Ref: 'B' },
        PolicyDocument: document({
          ...admit(Q, undefined, 's3:PutObject'),
          Resource: { 'Fn::Sub': `\${B.Arn}/prompts/*` },
        }),
      }),
      B: resource('AWS::S3::Bucket'),
    },
  ],
];

export const DEVELOPER_CASES: readonly RuleCase[] = ROWS.map(([rule, of, says, resources]) => ({
  rule,
  of,
  says,
  resources,
}));

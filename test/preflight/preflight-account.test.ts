import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { BUCKET, buckets, DOCUMENTS, executions, NOVA_2, OTHER_PLANES, S3, service, services } from './account/answers';
import { EXISTING_ROW, EXISTING_VPC } from './account/existing-network';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import { ACCOUNT, caller, member, profile, REGION, ZONES } from './account/ready-account';
import { answered, type Call, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const cases = [
  when(
    'a user with access keys',
    'identity',
    { 'sts:GetCallerIdentity': caller(`arn:aws:iam::${ACCOUNT}:user/team/bob`) },
    ['warn', /^user bob in account 123456789012: its access keys do not expire/, /Identity Center/],
  ),
  when(
    'a kind of principal that this version does not know',
    'identity',
    { 'sts:GetCallerIdentity': caller(`arn:aws:sts::${ACCOUNT}:guest/visitor`) },
    ['fail', /^the caller: AWS answers "arn:aws:sts::123456789012:guest\/visitor", which this command does not know/],
  ),
  when('no bootstrap', 'bootstrap', { 'ssm:GetParameter': refused('ParameterNotFound') }, [
    'fail',
    /not bootstrapped/,
    /npx cdk bootstrap aws:\/\/123456789012\/us-east-1/,
  ]),
  when('an old bootstrap', 'bootstrap', { 'ssm:GetParameter': answered({ Parameter: { Value: '5' } }) }, [
    'fail',
    /version 5 is too old: the stacks need 6/,
    /npx cdk bootstrap/,
  ]),
  when(
    'a bootstrap version that is no number',
    'bootstrap',
    { 'ssm:GetParameter': answered({ Parameter: { Value: 'x' } }) },
    ['fail', /version x is too old/],
  ),
  when('too few executions, as in a new account', 'concurrency', executions(10, 10), [
    'fail',
    /^cannot reserve 50 concurrent executions: 10 of 10 are unreserved, and 100/,
    /--quota-code L-B99A9384/,
  ]),
  when('executions that are one too few', 'concurrency', executions(1000, 149), ['fail', /149 of 1000/]),
  when('just enough executions', 'concurrency', executions(1000, 150)),
  when(
    'no room for a VPC',
    'network-quotas',
    { 'ec2:DescribeVpcs': answered(member('vpcSet', '<item><vpcId>v</vpcId></item>'.repeat(5))) },
    ['fail', /all 5 VPCs/, /--quota-code L-F678F1CE --desired-value 6/],
  ),
  when(
    'no room for the endpoints',
    'network-quotas',
    {
      'servicequotas:GetServiceQuota': ({ fields }) =>
        answered({ Quota: { Value: fields.QuotaCode === 'L-29B6F2EB' ? 3 : 5 } }),
    },
    ['fail', /would contain 4 interface endpoints; the quota is 3/, /--quota-code L-29B6F2EB --desired-value 4/],
  ),
  when(
    'a plane that one zone lacks',
    'endpoint-services',
    services(...OTHER_PLANES, service('bedrock-runtime', ['us-east-1a', 'us-east-1c']), S3),
    [
      'fail',
      /^bedrock-runtime offers no endpoint in us-east-1b, a zone of the subnets/,
      /--service-names com.amazonaws.us-east-1.bedrock-r/,
    ],
  ),
  when('a plane that PrivateLink lacks', 'endpoint-services', services(...OTHER_PLANES, S3), [
    'fail',
    /PrivateLink does not offer com.amazonaws.us-east-1.bedrock-runtime/,
  ]),
  when(
    'a plane without endpoint policies',
    'endpoint-services',
    services(...OTHER_PLANES, service('bedrock-runtime', ZONES, 'Interface', false), S3),
    ['fail', /supports no policy/],
  ),
  when('no gateway for S3', 'endpoint-services', services(...OTHER_PLANES, service('bedrock-runtime'), service('s3')), [
    'fail',
    /no gateway endpoint for S3/,
  ]),
  when(
    "somebody else's buckets",
    'bucket-name',
    buckets(`${BUCKET}-2`, `${DOCUMENTS}-2`),
    ['fail', /^private-bedrock-.* belongs to another account/, /Rename/],
    ['fail', /^pb-documents-.* belongs to another account/, /Rename/],
  ),
  when(
    'a bucket that outlived its stack, and one of somebody else',
    'bucket-name',
    buckets(BUCKET),
    ['fail', /remains from an earlier deployment/, /npx cdk import production\/Storage/],
    ['fail', /^pb-documents-.* belongs to another account/, /Rename/],
  ),
];

test.each(cases)('$inspection: $what', (scenario) => expectResults(aws, scenario));

test('the zones with a default subnet, and all zones where there is none', async () => {
  const [withDefault] = await aws.found('endpoint-services', {
    'ec2:DescribeSubnets': answered(
      member(
        'subnetSet',
        ['us-east-1c', 'us-east-1b'].map((z) => member('item', member('availabilityZone', z))).join(''),
      ),
    ),
  });
  expect(withDefault?.text).toMatch(/offered in us-east-1b and us-east-1c$/);

  const [without] = await aws.found('endpoint-services', { 'ec2:DescribeSubnets': answered('<subnetSet/>') });
  expect(without?.text).toMatch(/offered in us-east-1a and us-east-1b$/);
});

describe('preflight of other rows', () => {
  const deploymentArn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:custom-model-deployment/abcdefghijkl`;
  const throughputArn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:provisioned-model/abcdefghijkl`;
  const applicationArn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:application-inference-profile/abcdefghijkl`;
  const row: DeploymentConfig = {
    region: REGION,
    models: [deploymentArn, throughputArn, { applicationProfileArn: applicationArn, copyFrom: NOVA_2 }],
    network: EXISTING_ROW.network,
    inference: { reservedConcurrency: false },
  };
  const routed = {
    ...EXISTING_VPC,
    'bedrock:GetInferenceProfile': profile(NOVA_2, ['us-east-1', 'us-east-2', 'us-west-2']),
  };

  test('models of ones own, a VPC of ones own, no fine-tuning', async () => {
    const { lines, counts } = await aws.report(routed, 'mine', row);

    expect(counts).toMatchObject({ fail: 0, warn: 0, skip: 0 });
    const applicable = lines.filter(({ notApplicable }) => !notApplicable).map(({ text }) => text);
    expect(applicable).toEqual(
      expect.arrayContaining([
        `${deploymentArn} is Active`,
        `${throughputArn} is InService`,
        `${applicationArn} routes to us-east-1, us-east-2, us-west-2, as the policies allow`,
        'bedrock-runtime is offered in us-east-1b and us-east-1c',
        'vpc-ours belongs to this account, as the row says',
        'vpc-ours has room for 1 more of 50 interface endpoints',
      ]),
    );
    expect(lines.filter(({ notApplicable }) => notApplicable).map(({ inspection }) => inspection)).toEqual(
      expect.arrayContaining(['use-case', 'marketplace', 'concurrency', 'bucket-name', 'agents']),
    );
  });

  test.each([
    ['bedrock:GetCustomModelDeployment', answered({ status: 'Creating' }), /deployment\/.* is Creating, not Active/],
    ['bedrock:GetCustomModelDeployment', refused('ResourceNotFoundException', 404), /is not in this account/],
    ['bedrock:GetProvisionedModelThroughput', answered({ status: 'Failed' }), /is Failed, not InService/],
  ])('%s that is not ready is a fail', async (action, reply, text) => {
    const found = await aws.found('models', { ...routed, [action]: reply }, row);
    expect(found.filter(({ status }) => status === 'fail').map((line) => line.text)).toEqual([
      expect.stringMatching(text),
    ]);
  });

  test('a Region that the account did not enable: told from credentials that are wrong', async () => {
    const far: DeploymentConfig = { ...row, region: 'eu-south-1', models: ['eu.amazon.nova-lite-v1:0'] };
    const elsewhere = caller(`arn:aws:iam::${ACCOUNT}:user/bob`);
    const refusedIn = (region: string) => (call: Call) =>
      call.region === region ? refused('InvalidClientTokenId', 403) : elsewhere;

    const { lines, counts } = await aws.report({ 'sts:GetCallerIdentity': refusedIn('eu-south-1') }, 'far', far);
    expect(lines[0]).toMatchObject({
      status: 'fail',
      text: expect.stringMatching(/eu-south-1 .*is not enabled for this account/),
      remedy: { run: 'aws account enable-region --region-name eu-south-1' },
    });
    expect(counts).toMatchObject({ fail: 1, pass: 0 });

    const wrong = await aws.report({ 'sts:GetCallerIdentity': refused('InvalidClientTokenId', 403) }, 'far', far);
    expect(wrong.lines[0]?.text).toMatch(/\(InvalidClientTokenId\)$/);
  });
});

describe('without an identity', () => {
  test.each([
    ['an unknown token', refused('InvalidClientTokenId', 403), /\(InvalidClientTokenId\)$/, /aws configure list/],
    ['a wrong signature', refused('SignatureDoesNotMatch', 403), /\(SignatureDoesNotMatch\)$/, /aws configure list/],
    ['an expired token', refused('ExpiredToken', 403), /\(ExpiredToken\)$/, /Sign in again/],
    ['throttled', refused('Throttling'), /\(Throttling\)$/, /Wait a minute/],
  ])('%s: one fail with what to do, and nothing else is asked', async (_, reply, text, remedy) => {
    const { lines, counts, caller: nobody } = await aws.report({ 'sts:GetCallerIdentity': reply });

    expect(counts).toEqual({ pass: 0, warn: 0, fail: 1, skip: lines.length - 1 });
    expect(lines[0]).toMatchObject({
      inspection: 'identity',
      text: expect.stringMatching(text),
      remedy: { say: expect.stringMatching(remedy) },
    });
    expect(nobody).toBeUndefined();
    expect([...new Set(aws.account.calls.map(({ action }) => action))].length).toBeLessThanOrEqual(1);
  });
});

test('a bootstrap with a qualifier of its own is looked for, and its command has the qualifier', async () => {
  const seen: unknown[] = [];
  const { lines } = await aws.report(
    {
      'ssm:GetParameter': (call: Call) => {
        seen.push(call.fields);
        return refused('ParameterNotFound');
      },
    },
    'production',
    undefined,
    'acme',
  );
  expect(lines.find(({ inspection }) => inspection === 'bootstrap')).toMatchObject({
    status: 'fail',
    text: 'us-east-1 is not bootstrapped for the CDK with the qualifier acme',
    remedy: {
      run: 'npx cdk bootstrap aws://123456789012/us-east-1 --qualifier acme --toolkit-stack-name CDKToolkit-acme',
    },
  });
  expect(JSON.stringify(seen)).toContain('/cdk-bootstrap/acme/version');
});

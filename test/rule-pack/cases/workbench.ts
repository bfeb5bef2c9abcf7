import { it, type Json, type Resources, type RuleCase } from '../resource';

const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';
const LIFECYCLE = 'AWS::SageMaker::NotebookInstanceLifecycleConfig';
const STUDIO_LIFECYCLE = 'AWS::SageMaker::StudioLifecycleConfig';
const DOMAIN = 'AWS::SageMaker::Domain';
const MODEL = 'AWS::SageMaker::Model';
const CONFIG = 'AWS::SageMaker::EndpointConfig';
const NOTHING: RuleCase['says'] = 'not-applicable';

const GOOD: Json = {
  ...{ DirectInternetAccess: 'Disabled', RootAccess: 'Disabled', SubnetId: 'subnet-1', KmsKeyId: { Ref: 'It' } },
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
};
const without = (name: string): Json => Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== name));

const script = (text: string, hook = 'OnStart') => ({ [hook]: [{ Content: Buffer.from(text).toString('base64') }] });
const written = (text: unknown) => ({ OnStart: [{ Content: { 'Fn::Base64': text } }] });

const VPC_ONLY: Json = { AppNetworkAccessType: 'VpcOnly', KmsKeyId: 'alias/mine' };

const cases: readonly (readonly [RuleCase['rule'], string, RuleCase['says'], Resources])[] = [
  ['NOTEBOOK1', 'everything closed', 'compliant', it(NOTEBOOK, GOOD)],
  [
    'NOTEBOOK1',
    'the defaults',
    ['DirectInternetAccess', 'RootAccess', 'MinimumInstanceMetadataServiceVersion', 'SubnetId', 'KmsKeyId'],
    it(NOTEBOOK),
  ],
  ['NOTEBOOK1', 'root', ['RootAccess'], it(NOTEBOOK, { ...GOOD, RootAccess: 'Enabled' })],
  ['NOTEBOOK1', 'no key', ['KmsKeyId'], it(NOTEBOOK, without('KmsKeyId'))],
  ['NOTEBOOK1', 'an empty key', ['KmsKeyId'], it(NOTEBOOK, { ...GOOD, KmsKeyId: '' })],
  [
    'NOTEBOOK1',
    'IMDSv1',
    ['MinimumInstanceMetadataServiceVersion'],
    it(NOTEBOOK, { ...GOOD, InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' } }),
  ],
  ['NOTEBOOK1', 'another type', NOTHING, it(DOMAIN)],
  ['NOTEBOOK2', 'a script that loads nothing', 'compliant', it(LIFECYCLE, script('set -e\nsystemctl restart x\n'))],
  ['NOTEBOOK2', 'its own machine', 'compliant', it(LIFECYCLE, script('python3 idle.py https://localhost:8443\n'))],
  ['NOTEBOOK2', 'a comment with an address', 'compliant', it(LIFECYCLE, script('# see https://example.com\n'))],
  ['NOTEBOOK2', 'wheels of a folder', 'compliant', it(LIFECYCLE, script('pip install --no-index --find-links w x\n'))],
  ['NOTEBOOK2', 'a program of somebody', [''], it(LIFECYCLE, script('wget $HOST/autostop.py\n'))],
  ['NOTEBOOK2', 'an address', [''], it(LIFECYCLE, script('python3 -m get https://example.com/x\n'))],
  ['NOTEBOOK2', 'a package', [''], it(LIFECYCLE, script('sudo -u ec2-user -i pip install pandas\n'))],
  ['NOTEBOOK2', 'a package, when it is made', [''], it(LIFECYCLE, script('yum -y install git\n', 'OnCreate'))],
  ['NOTEBOOK2', 'text in the template', [''], it(LIFECYCLE, written('curl -O x\n'))],
  [
    'NOTEBOOK2',
    'text with references',
    [''],
    it(LIFECYCLE, written({ 'Fn::Join': ['', ['wget https://', { Ref: 'AWS::Region' }, '.example.com/x']] })),
  ],
  [
    'NOTEBOOK2',
    'a script of Studio',
    [''],
    it(STUDIO_LIFECYCLE, { StudioLifecycleConfigContent: Buffer.from('pip3 install x').toString('base64') }),
  ],
  ['NOTEBOOK2', 'another type', NOTHING, it(NOTEBOOK, GOOD)],
  ['STUDIO1', 'a domain in the VPC', 'compliant', it(DOMAIN, VPC_ONLY)],
  ['STUDIO1', 'the defaults', ['AppNetworkAccessType', 'KmsKeyId'], it(DOMAIN)],
  [
    'STUDIO1',
    'the internet',
    ['AppNetworkAccessType'],
    it(DOMAIN, { ...VPC_ONLY, AppNetworkAccessType: 'PublicInternetOnly' }),
  ],
  ['STUDIO1', 'another type', NOTHING, it(NOTEBOOK)],
  ['HOST1', 'an isolated model', 'compliant', it(MODEL, { EnableNetworkIsolation: true })],
  ['HOST1', 'an isolated model, as text', 'compliant', it(MODEL, { EnableNetworkIsolation: 'true' })],
  ['HOST1', 'a model with a way out', ['EnableNetworkIsolation'], it(MODEL)],
  ['HOST1', 'an endpoint with a key', 'compliant', it(CONFIG, { KmsKeyId: 'alias/mine' })],
  ['HOST1', 'an endpoint without a key', ['KmsKeyId'], it(CONFIG)],
  ['HOST1', 'another type', NOTHING, it(DOMAIN)],
];

export const WORKBENCH_CASES: readonly RuleCase[] = cases.map(([rule, of, says, resources]) => ({
  ...{ rule, of, says, resources },
}));

import type { AppResources, Located } from '../../template/app-resources';
import { intrinsic, list, property } from '../../template/value';
import { type Rule, unless } from '../rule';

/** Returns a setting as text; `''` if the resource does not have it. */
function setting({ properties, stack }: Located, app: AppResources, ...path: readonly string[]): string {
  const value = property(properties, ...path);
  return value === undefined ? '' : app.text(value, stack);
}

/** Names the settings that are not as they have to be. */
const faults = (settings: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.entries(settings).flatMap(([name, isGood]) => (isGood ? [] : [name]));

/** Returns the text of a script: base64, as SageMaker takes it, or `Fn::Base64` of the text. */
function scriptOf(content: unknown, stack: string, app: AppResources): string {
  const [name, inner] = intrinsic(content) ?? [];
  if (name === 'Fn::Base64') return app.text(inner, stack);
  return Buffer.from(app.text(content, stack), 'base64').toString('utf8');
}

/** Commands that load something from the internet. Its own machine and S3 are no part of it. */
const LOADS = [
  /\bhttps?:\/\/(?!localhost\b|127\.0\.0\.1\b|169\.254\.)/i,
  /\b(?:curl|wget)\b/,
  /\bgit\s+clone\b/,
  /\b(?:apt|apt-get|dnf|yum|conda|mamba|npm)\s+(?:-\S+\s+)*(?:install|update|upgrade)\b/,
  /\b(?:pip3?|uv pip)\s+install\b(?!.*--no-index)/,
];

const loads = (script: string) =>
  script
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .some((line) => LOADS.some((pattern) => pattern.test(line)));

export const WORKBENCH_RULES: readonly Rule[] = [
  {
    id: 'NOTEBOOK1',
    info: 'A notebook instance has a setting that opens it.',
    why: 'By default a notebook has a way to the internet beside the VPC, its users are root, and IMDSv1 hands its credentials to whoever makes it send one request. The volume holds data and keys of people.',
    remedy:
      'Set DirectInternetAccess and RootAccess to Disabled, MinimumInstanceMetadataServiceVersion to 2, SubnetId to a subnet of yours, and KmsKeyId to a key of yours.',
    source: 'Amazon SageMaker AI Developer Guide, "Connect a Notebook Instance in a VPC to External Resources"',
    types: ['AWS::SageMaker::NotebookInstance'],
    check: (notebook, app) =>
      faults({
        DirectInternetAccess: setting(notebook, app, 'DirectInternetAccess') === 'Disabled',
        RootAccess: setting(notebook, app, 'RootAccess') === 'Disabled',
        MinimumInstanceMetadataServiceVersion:
          setting(notebook, app, 'InstanceMetadataServiceConfiguration', 'MinimumInstanceMetadataServiceVersion') ===
          '2',
        SubnetId: setting(notebook, app, 'SubnetId') !== '',
        KmsKeyId: setting(notebook, app, 'KmsKeyId') !== '',
      }),
  },
  {
    id: 'NOTEBOOK2',
    info: 'A script that runs at each start loads something from the internet.',
    why: 'It runs as root. Whoever can change what it loads has the notebook and its role; without a way to the internet, it fails and the notebook does not start.',
    remedy:
      'Put into the script what it needs, or read it from a bucket of yours. Install wheels with --no-index and --find-links.',
    source: 'Amazon SageMaker AI Developer Guide, "Customization of a SageMaker notebook instance using an LCC script"',
    types: ['AWS::SageMaker::NotebookInstanceLifecycleConfig', 'AWS::SageMaker::StudioLifecycleConfig'],
    check: ({ properties, stack }, app) => {
      const hooks = ['OnCreate', 'OnStart'].flatMap((name) => list(property(properties, name)));
      const contents = [
        ...hooks.map((hook) => property(hook, 'Content')),
        property(properties, 'StudioLifecycleConfigContent'),
      ].filter((content) => content !== undefined);
      return unless(!contents.some((content) => loads(scriptOf(content, stack, app))));
    },
  },
  {
    id: 'STUDIO1',
    info: 'A Studio domain has a setting that opens it.',
    why: 'By default its apps reach the internet through a network of SageMaker, beside every endpoint policy, and its volumes are under a key of AWS.',
    remedy:
      'Set AppNetworkAccessType to VpcOnly, and KmsKeyId to a key of yours. Both must be chosen before the domain is made.',
    source: 'Amazon SageMaker AI Developer Guide, "Connect Amazon SageMaker Studio in a VPC to External Resources"',
    types: ['AWS::SageMaker::Domain'],
    check: (domain, app) =>
      faults({
        AppNetworkAccessType: setting(domain, app, 'AppNetworkAccessType') === 'VpcOnly',
        KmsKeyId: setting(domain, app, 'KmsKeyId') !== '',
      }),
  },
  {
    id: 'HOST1',
    info: 'A model that SageMaker hosts has a way out, or its endpoint no key.',
    why: 'Without network isolation, code in the container can send each prompt anywhere. Without a key, what the endpoint stores is under one of AWS.',
    remedy: 'Set EnableNetworkIsolation to true on the model, and KmsKeyId on the endpoint configuration.',
    source: 'Amazon SageMaker AI Developer Guide, "Run Training and Inference Containers in Internet-Free Mode"',
    types: ['AWS::SageMaker::EndpointConfig', 'AWS::SageMaker::Model'],
    check: (host, app) =>
      host.type === 'AWS::SageMaker::Model'
        ? faults({ EnableNetworkIsolation: setting(host, app, 'EnableNetworkIsolation') === 'true' })
        : faults({ KmsKeyId: setting(host, app, 'KmsKeyId') !== '' }),
  },
];

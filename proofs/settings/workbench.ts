import { workbenchSettings } from '../../domain/deployment/config/workbench-config';
import { Names } from '../../domain/deployment/names/names';
import { lifecycleScript } from '../../lib/workbench/lifecycle-script';
import { allOf, type Context, holds, is, names, reachability, type Settings, same, tags, theKey } from './setting';

const settingsOf = ({ config }: Context) => workbenchSettings(config.workbench ?? {});
const nameOf = ({ config, deployment }: Context) => new Names(deployment, config.region).workbench;

const ofRow = (says: string, property: 'instanceType' | 'volumeGiB') =>
  holds(says, (value, context) => value === settingsOf(context)[property]);

export const WORKBENCH: Readonly<Record<string, Settings>> = {
  'AWS::SageMaker::NotebookInstance': {
    DirectInternetAccess: is('a notebook has no interface of SageMaker with a way to the internet', 'Disabled'),
    InstanceMetadataServiceConfiguration: is('a notebook hands out credentials by IMDSv2 alone', {
      MinimumInstanceMetadataServiceVersion: '2',
    }),
    InstanceType: ofRow('a notebook has the instance type of the row', 'instanceType'),
    KmsKeyId: theKey('the volume of a notebook is encrypted with the key of the deployment'),
    LifecycleConfigName: holds(
      'a notebook runs the script that stops it',
      (value, context) => value === nameOf(context),
    ),
    NotebookInstanceName: names,
    PlatformIdentifier: is('a notebook runs Amazon Linux 2023', 'notebook-al2023-v1'),
    RoleArn: holds('a notebook has its own role', (value, context) =>
      same([value], allOf(context, 'AWS::IAM::Role', 'Arn', '/Workbench/NotebookRole')),
    ),
    RootAccess: is('nobody is root in a notebook', 'Disabled'),
    SecurityGroupIds: reachability,
    SubnetId: reachability,
    Tags: tags,
    VolumeSizeInGB: ofRow('the volume of a notebook is as large as the row says', 'volumeGiB'),
  },
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': {
    NotebookInstanceLifecycleConfigName: names,
    OnStart: holds('a notebook starts the program that stops it when it is idle, and no other', (value, context) => {
      const { idleMinutes } = settingsOf(context);
      const { region } = context.config;
      return same(value, [{ Content: lifecycleScript({ instanceName: nameOf(context), region, idleMinutes }) }]);
    }),
    Tags: tags,
  },
};

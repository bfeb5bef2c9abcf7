import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { Names } from '../../domain/deployment/names/names';
import { Deployment, resourcesOf } from '../support/synth';

/** Properties that name a resource of a global service, whose names the Regions of an account share. */
const GLOBAL_NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::S3::Bucket': 'BucketName',
};

/** Global names of a deployment, with the Region that CloudFormation puts into them. */
const globalNames = (deployed: Deployment): readonly string[] =>
  Object.entries(GLOBAL_NAMES).flatMap(([type, property]) =>
    resourcesOf(deployed, type)
      .map(({ Properties }) => Properties[property])
      .filter((name) => name !== undefined)
      .map((name) => JSON.stringify(name).replace('{"Ref":"AWS::Region"}', deployed.stage.config.region)),
  );

const ROW: DeploymentConfig = {
  region: 'us-east-1',
  keepData: true,
  models: ['us.amazon.nova-2-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
  guardrail: {},
};

describe('one row in two Regions of an account', () => {
  test('every name that is global to the account carries the Region', () => {
    const fineTuning = { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true } as const;
    const names = globalNames(new Deployment('acme', { ...ROW, fineTuning }));
    expect(names.length).toBeGreaterThanOrEqual(4);
    expect(names.filter((name) => !name.includes('us-east-1'))).toEqual([]);
  });

  test('the two have no global name in common', () => {
    const there = globalNames(new Deployment('acme', { ...ROW, region: 'us-west-2' }));
    expect(there.filter((name) => globalNames(new Deployment('acme', ROW)).includes(name))).toEqual([]);
  });

  // Only fine-tuning has roles with names, and one Region fine-tunes the current models: the next one finds the names free.
  test('the names of roles differ', () => {
    const roles = ({ customizationRole, tuningWorkflowRole, breakGlassRole, bedrockRoles }: Names) => [
      customizationRole,
      tuningWorkflowRole,
      breakGlassRole,
      bedrockRoles,
    ];
    const here = roles(new Names('acme', 'us-east-1'));
    expect(roles(new Names('acme', 'us-west-2')).filter((name) => here.includes(name))).toEqual([]);
  });

  test('the boundary passes the roles of its own Region only', () => {
    const text = JSON.stringify(
      resourcesOf(new Deployment('acme', { ...ROW, region: 'us-west-2' }), 'AWS::IAM::ManagedPolicy'),
    );
    expect(text).toContain('role/AmazonBedrock-acme-us-west-2-*');
    expect(text).not.toMatch(/role\/[^"]*us-east-1/);
  });
});

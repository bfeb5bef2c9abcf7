import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import * as api from '../../lib';

/** Constructs of a workbench, alone in a stack that is not ours. */
export function workbenchConstructs(
  stack: Stack,
  {
    network: { vpc, subnets, endpointSecurityGroup },
    ...parts
  }: {
    readonly models: readonly api.InvocableModel[];
    readonly guardrail: api.Guardrail;
    readonly encryptionKey: api.CustomerManagedKey;
    readonly network: api.PrivateNetwork;
  },
): readonly Construct[] {
  const instanceName = 'theirs-workbench';
  const { models, guardrail, encryptionKey } = parts;
  const doors: api.WorkbenchDoors = { vpcId: vpc.vpcId, endpointIds: [] };
  const role = new api.NotebookRole(stack, 'NotebookRole', {
    ...{ roleName: 'theirs-notebook', instanceName, doors },
    ...parts,
  });
  const notebook = new api.Notebook(stack, 'Notebook', {
    ...{ instanceName, instanceType: 'ml.t3.medium', volumeGiB: 10, idleMinutes: 60, role, encryptionKey },
    ...{ vpc, subnets, endpointSecurityGroup, endpointPeers: [], region: stack.region },
  });
  const scientist = new api.Scientist(stack, 'Scientist', {
    ...{ roleName: 'theirs-scientist', instanceName, encryptionKey, doors },
  });
  const endpoints = new api.WorkbenchEndpoints(stack, 'WorkbenchEndpoints', {
    ...{ vpc, subnets, securityGroup: endpointSecurityGroup, instanceName },
    services: ['logs', 'notebook', 'sagemaker.api'],
    notebookRoleArn: role.roleArn,
    scientistRoleArn: scientist.roleArn,
  });
  const limits = {
    instanceName,
    notebookRoleName: 'theirs-notebook',
    models,
    guardrail: guardrail.applied,
    encryptionKey,
  };
  const boundary = new api.WorkbenchBoundary(stack, 'WorkbenchBoundary', limits);
  const denies = new api.WorkbenchDenyPolicies(stack, 'WorkbenchDenies', limits);
  return [role, notebook, scientist, endpoints, boundary, denies];
}

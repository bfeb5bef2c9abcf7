import { ACCOUNT } from '../../../model/physical-ids';
import type { FunctionUnit } from '../../../model/system';
import { actions, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

/** Function in the VPC. */
export interface VpcFunction {
  /** Name of its role in the sentences. */
  readonly name: string;
  readonly unit: FunctionUnit;
  /** Last part of the name of its log group. */
  readonly log: string;
}

/** Rights of the role of every function: its own log, traces, and interfaces that only the Lambda service places. */
export function vpcFunctionSentences(world: World, { name, unit, log }: VpcFunction): readonly Sentence[] {
  const { region, may, cannot, never, system } = world;
  const role = world.role(name);
  const group = `arn:aws:logs:${region}:${ACCOUNT}:log-group:/private-bedrock/${system.deployment}`;
  const ec2 = (resource: string) => on(`arn:aws:ec2:${region}:${ACCOUNT}:${resource}`);
  const network = [
    ...each(actions('ec2:CreateNetworkInterface'), ec2('subnet/subnet-0a')),
    ...each(
      actions('ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'),
      ec2('network-interface/eni-0a'),
    ),
    ...each(actions('ec2:DescribeSubnets', 'ec2:DescribeNetworkInterfaces')),
  ];
  return [
    may(
      role,
      'writes the log of the function',
      each(actions('logs:CreateLogStream', 'logs:PutLogEvents'), on(`${group}/${log}:log-stream:x`)),
    ),
    cannot(role, 'cannot write or read another log, nor read its own', [
      ...each(actions('logs:PutLogEvents', 'logs:GetLogEvents'), on(`${group}/flow-logs:log-stream:x`)),
      ...each(actions('logs:GetLogEvents'), on(`${group}/${log}:log-stream:x`)),
    ]),
    may(role, 'sends traces', each(actions('xray:PutTraceSegments', 'xray:PutTelemetryRecords'))),
    may(role, 'lets the Lambda service place interfaces', network),
    never(
      role,
      'cannot touch the network from its code',
      network.map((question) => ({ ...question, context: { 'lambda:SourceFunctionArn': world.fn(unit) } })),
    ),
  ];
}

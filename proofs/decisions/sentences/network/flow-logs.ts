import { ACCOUNT } from '../../../model/physical-ids';
import { actions, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

export function flowLogSentences(world: World): readonly Sentence[] {
  const { region, system, may, cannot } = world;
  // A VPC that is shared with this account has the flow logs of its owner.
  if (!world.has('flow-log role')) return [];
  const role = world.role('flow-log role');
  const groups = `arn:aws:logs:${region}:${ACCOUNT}:log-group:/private-bedrock/${system.deployment}`;
  const write = actions('logs:CreateLogStream', 'logs:PutLogEvents');
  return [
    may(role, 'writes flow logs into their group', each(write, on(`${groups}/flow-logs:log-stream:eni-0a`))),
    cannot(role, 'cannot write another log, nor read or delete this one', [
      ...each(
        write,
        on(`${groups}/inference:log-stream:x`, `arn:aws:logs:${region}:${ACCOUNT}:log-group:other:log-stream:x`),
      ),
      ...each(actions('logs:GetLogEvents'), on(`${groups}/flow-logs:log-stream:x`)),
      ...each(actions('logs:DeleteLogGroup'), on(`${groups}/flow-logs`)),
    ]),
    cannot(role, 'cannot do anything else', [
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key)),
      ...each(actions('lambda:InvokeFunction'), on(...system.functions.map(({ arn }) => arn))),
      ...each(actions('bedrock:InvokeModel'), on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`)),
    ]),
  ];
}

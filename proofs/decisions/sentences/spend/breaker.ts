import { RESET_TAGS } from '../../../../domain/deployment/spend/reset-record';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { NotModelledError } from '../../../not-modelled';
import { type Breaker, breakerOf, FOR_NOBODY, otherPolicies, withPolicy } from '../../parts/breaker';
import { actions, carrying, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';

/** Workflow that stops, the rule that starts it, and the person who resets it. */
export function breakerSentences(world: World): readonly Sentence[] {
  const breaker = breakerOf(world);
  if (!breaker) return [];
  return [
    ...stoppedSentences(world),
    ...workflowSentences(world, breaker),
    ...ruleSentences(world, breaker),
    ...operatorSentences(world, breaker),
    ...(world.config.spend?.budget ? budgetSentences(world, breaker) : []),
  ];
}

/** The policy that the breaker attaches, at a role that may do everything: what nobody can do who has it. */
function stoppedSentences(world: World): readonly Sentence[] {
  const stop = world.system.attachments.find(({ policy }) => policy.name.includes('/Spend/Stop'))?.policy;
  if (!stop)
    throw new NotModelledError(world.system.deployment, 'a breaker without its Deny policy', 'See sentences/.');
  const { anybody, calls, never } = world;
  const stopped = { ...anybody, words: 'whoever the breaker has stopped', identity: [...anybody.identity, stop] };
  return [
    never(stopped, 'cannot ask a model, an agent or for an answer from documents', [
      ...each(actions(...INVOKE), calls),
      ...each(actions('bedrock:InvokeAgent', 'bedrock:RetrieveAndGenerate', 'bedrock:RetrieveAndGenerateStream')),
      ...each(actions('bedrock-mantle:CreateInference')),
    ]),
    never(stopped, 'cannot start a job, deploy a custom model, nor buy capacity', [
      ...each(
        actions(
          'bedrock:CreateCustomModelDeployment',
          'bedrock:CreateModelCustomizationJob',
          'bedrock:CreateModelInvocationJob',
          'bedrock:CreateProvisionedModelThroughput',
          'bedrock-mantle:CreateFineTuningJob',
          'bedrock-mantle:CreateReservation',
        ),
      ),
    ]),
  ];
}

function workflowSentences(world: World, breaker: Breaker): readonly Sentence[] {
  const { may, cannot, region } = world;
  const role = world.role('breaker');
  const attach = actions('iam:AttachRolePolicy');
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const topicKey = actions('kms:Decrypt', 'kms:GenerateDataKey');
  const functions = breaker.functions.map(({ arn }) => arn);
  return [
    may(role, 'attaches the one Deny policy to every role that can call a model or buy capacity', [
      ...each(attach, on(...breaker.roles), withPolicy(breaker.policy)),
    ]),
    cannot(role, 'cannot attach another policy, nor this one to another role', [
      ...each(attach, on(...breaker.roles), otherPolicies(breaker)),
      ...each(attach, on(...breaker.otherRoles), withPolicy(breaker.policy)),
    ]),
    cannot(role, 'cannot detach anything, nor change what the policy says', [
      ...each(actions('iam:DetachRolePolicy'), on(...breaker.roles), withPolicy(breaker.policy, undefined)),
      ...each(actions(...FOR_NOBODY, 'iam:TagPolicy'), on(breaker.policy)),
    ]),
    may(role, 'sets the concurrency of the functions that call models', [
      ...each(actions('lambda:PutFunctionConcurrency'), on(...functions)),
    ]),
    cannot(role, 'cannot give a function its concurrency back, change or call it, nor touch another one', [
      ...each(
        actions('lambda:DeleteFunctionConcurrency', 'lambda:UpdateFunctionCode', 'lambda:InvokeFunction'),
        on(...functions),
      ),
      ...each(actions('lambda:PutFunctionConcurrency'), on(...functions.map((arn) => `${arn}-2`))),
    ]),
    may(role, 'notifies by the topic of the alarms, and uses the key for that', [
      ...each(actions('sns:Publish'), on(breaker.topic)),
      ...each(topicKey, on(world.key), carrying(via('sns'))),
    ]),
    cannot(role, 'cannot notify elsewhere, change the topic, nor use the key otherwise', [
      ...each(actions('sns:Publish'), on(`${breaker.topic}-2`, breaker.topic.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(actions('sns:Subscribe', 'sns:SetTopicAttributes'), on(breaker.topic)),
      ...each(topicKey, on(world.key), carrying({}, via('s3'))),
    ]),
    may(role, 'sends traces', each(actions('xray:PutTraceSegments', 'xray:GetSamplingRules'))),
    cannot(role, 'cannot start an execution, nor ask a model', [
      ...each(actions('states:StartExecution'), on(breaker.machine)),
      ...each(actions(...INVOKE), world.calls),
    ]),
  ];
}

function ruleSentences(world: World, breaker: Breaker): readonly Sentence[] {
  const { may, cannot } = world;
  const { machine, policy, roles } = breaker;
  const rule = world.role('breaker rule');
  return [
    may(rule, 'starts the breaker', each(actions('states:StartExecution'), on(machine))),
    cannot(rule, 'cannot start another workflow, stop the breaker, nor do what the breaker does', [
      ...each(actions('states:StartExecution'), on(`${machine}-2`, machine.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(actions('states:StopExecution'), on(`${machine.replace(':stateMachine:', ':execution:')}:x`)),
      ...each(actions('iam:AttachRolePolicy', 'iam:DetachRolePolicy'), on(...roles), withPolicy(policy)),
    ]),
  ];
}

function budgetSentences(world: World, breaker: Breaker): readonly Sentence[] {
  const { may, cannot } = world;
  const { policy, roles, otherRoles, functions, machine } = breaker;
  const budget = world.role('budget action');
  const attach = actions('iam:AttachRolePolicy');
  return [
    may(budget, 'attaches the one Deny policy to every role that can call a model or buy capacity', [
      ...each(attach, on(...roles), withPolicy(policy)),
    ]),
    cannot(budget, 'cannot attach another policy, nor this one to another role, nor to a user or a group', [
      ...each(attach, on(...roles), otherPolicies(breaker)),
      ...each(attach, on(...otherRoles), withPolicy(policy)),
      ...each(actions('iam:AttachGroupPolicy'), on(`arn:aws:iam::${ACCOUNT}:group/x`), withPolicy(policy)),
      ...each(actions('iam:AttachUserPolicy'), on(`arn:aws:iam::${ACCOUNT}:user/x`), withPolicy(policy)),
    ]),
    cannot(budget, 'cannot detach anything, change what the policy says, nor do what the breaker does otherwise', [
      ...each(actions('iam:DetachRolePolicy'), on(...roles), withPolicy(policy, undefined)),
      ...each(actions(...FOR_NOBODY, 'iam:TagPolicy'), on(policy)),
      ...each(actions('lambda:PutFunctionConcurrency'), on(...functions.map(({ arn }) => arn))),
      ...each(actions('states:StartExecution'), on(machine)),
      ...each(actions(...INVOKE), world.calls),
    ]),
  ];
}

function operatorSentences(world: World, breaker: Breaker): readonly Sentence[] {
  const { may, cannot } = world;
  const { policy, roles, otherRoles, functions } = breaker;
  const operator = world.role('breaker operator');
  const detach = actions('iam:DetachRolePolicy');
  const all = functions.map(({ arn }) => arn);
  const reserved = functions.filter((one) => one.reserved !== undefined).map(({ arn }) => arn);
  const unreserved = all.filter((arn) => !reserved.includes(arn));
  const tag = actions('iam:TagPolicy');
  const tagged = (...names: readonly string[]) => carrying({ 'aws:TagKeys': names });
  const tags = Object.values(RESET_TAGS);
  const executions = breaker.machine.replace(':stateMachine:', ':execution:');
  return [
    may(operator, 'detaches the one Deny policy from the roles of the deployment', [
      ...each(detach, on(...roles), withPolicy(policy)),
    ]),
    cannot(operator, 'cannot detach another policy, nor this one from another role', [
      ...each(detach, on(...roles), otherPolicies(breaker)),
      ...each(detach, on(...otherRoles), withPolicy(policy)),
    ]),
    cannot(operator, 'cannot attach anything, nor change what the policy says', [
      ...each(actions('iam:AttachRolePolicy'), on(...roles), withPolicy(policy, undefined)),
      ...each(actions(...FOR_NOBODY), on(policy)),
    ]),
    may(operator, 'gives the functions their concurrency back, and reads it', [
      ...each(actions('lambda:DeleteFunctionConcurrency', 'lambda:GetFunctionConcurrency'), on(...all)),
      ...each(actions('lambda:PutFunctionConcurrency'), on(...reserved)),
    ]),
    cannot(
      operator,
      'cannot reserve concurrency that the row does not, change or call a function, nor touch another one',
      [
        ...each(actions('lambda:PutFunctionConcurrency'), on(...unreserved, ...all.map((arn) => `${arn}-2`))),
        ...each(actions('lambda:DeleteFunctionConcurrency'), on(...all.map((arn) => `${arn}-2`))),
        ...each(actions('lambda:UpdateFunctionConfiguration', 'lambda:InvokeFunction'), on(...all)),
      ],
    ),
    may(operator, 'records who reset the breaker, when and why, as tags of the policy', [
      ...each(tag, on(policy), tagged(...tags)),
      ...each(actions('iam:ListEntitiesForPolicy', 'iam:ListPolicyTags'), on(policy)),
    ]),
    cannot(operator, 'cannot write another tag, nor tag another policy', [
      ...each(tag, on(policy), [...tagged('private-bedrock:deployment'), ...tagged(...tags, 'other'), ...carrying({})]),
      ...each(tag, on(`${policy}-2`), tagged(...tags)),
      ...each(actions('iam:ListEntitiesForPolicy'), on(`${policy}-2`)),
    ]),
    may(operator, 'reads the state of alarms and metrics', [
      ...each(actions('cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData')),
    ]),
    may(operator, 'reads what the breaker has stopped, and why', [
      ...each(actions('states:ListExecutions'), on(breaker.machine)),
      ...each(actions('states:GetExecutionHistory'), on(`${executions}:x`)),
    ]),
    cannot(operator, 'cannot read the executions of another workflow', [
      ...each(actions('states:ListExecutions'), on(`${breaker.machine}-2`)),
      ...each(actions('states:GetExecutionHistory'), on(`${executions}-2:x`)),
    ]),
    cannot(operator, 'cannot start or stop the breaker, ask a model, or reach data', [
      ...each(actions('states:StartExecution'), on(breaker.machine)),
      ...each(actions('states:StopExecution'), on(`${executions}:x`)),
      ...each(actions(...INVOKE), world.calls),
      ...each(actions('kms:Decrypt'), on(world.key)),
      ...each(actions('sns:Publish'), on(breaker.topic)),
    ]),
  ];
}

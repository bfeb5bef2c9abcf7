import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { knowledgeOf } from '../../parts/knowledge';
import { actions, carrying, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { keyOfTuner } from '../access/tuner';
import { vpcFunctionSentences } from '../functions/vpc-function';

/** Function that checks documents: it reads all, and writes sidecars and reports only. */
export function ingestionFunctionSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot } = world;
  const role = world.role('ingestion function');
  const { arn } = knowledge.documents;
  const inside = doors('our s3 endpoint');
  const others = key('aws:ResourceAccount', OTHER_ACCOUNT, undefined);
  const reads = each(
    actions('s3:GetObject'),
    on(`${arn}/documents/a.md`, `${arn}/documents/a.md.metadata.json`),
    inside,
  );
  const writes = each(
    actions('s3:PutObject'),
    on(`${arn}/documents/a.md.metadata.json`, `${arn}/sync-reports/a.json`),
    inside,
  );
  const lists = each(actions('s3:ListBucket'), on(arn), inside, key('s3:prefix', 'documents/', 'sync-reports/'));
  return [
    may(role, 'reads and lists documents, writes their sidecars, and writes and lists the reports of syncs', [
      ...reads,
      ...writes,
      ...lists,
    ]),
    cannot(role, 'cannot write or delete a document, nor read reports', [
      ...each(actions('s3:PutObject', 's3:DeleteObject'), on(`${arn}/documents/a.md`), inside),
      ...each(
        actions('s3:DeleteObject', 's3:DeleteObjectVersion'),
        on(`${arn}/documents/a.md.metadata.json`, `${arn}/sync-reports/a.json`),
        inside,
      ),
      ...each(actions('s3:GetObject'), on(`${arn}/sync-reports/a.json`), inside),
      ...each(actions('s3:GetObject', 's3:PutObject'), on('arn:aws:s3:::somebody-elses/documents/x'), inside),
      ...each(actions('s3:ListBucket'), on(arn), inside, carrying({}, { 's3:prefix': '' })),
    ]),
    cannot(role, 'cannot follow the name of the documents bucket into another account, as the checker of documents', [
      ...each(reads, others),
      ...each(writes, others),
      ...each(lists, others),
    ]),
    cannot(role, 'cannot ask a model or a knowledge base, nor start a sync', [
      ...each(actions(...INVOKE), world.calls),
      ...each(actions('bedrock:Retrieve', 'bedrock:StartIngestionJob'), on(knowledge.base)),
    ]),
    ...vpcFunctionSentences(world, { name: 'ingestion function', unit: 'Asking/Ingestion', log: 'ingestion' }),
    ...keyOfTuner(world, 'ingestion function', ['kms:Decrypt', 'kms:GenerateDataKey'], []),
  ];
}

/** Workflow that syncs documents: it starts and follows jobs of one knowledge base, and reads no document. */
export function ingestionWorkflowSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot, region } = world;
  const role = world.role('ingestion workflow');
  const { base, documents } = knowledge;
  const jobs = actions('bedrock:StartIngestionJob', 'bedrock:GetIngestionJob', 'bedrock:ListIngestionJobs');
  const bus = `arn:aws:events:${region}:${ACCOUNT}:event-bus/default`;
  const ownSource = 'private-bedrock.knowledge';
  return [
    may(role, 'starts and follows the syncs of its knowledge base', each(jobs, on(base))),
    cannot(role, 'cannot sync another knowledge base, stop a sync, or change a knowledge base', [
      ...each(jobs, on(base.replace(/[^/]+$/, 'ANOTHER001'), base.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(
        actions(
          'bedrock:StopIngestionJob',
          'bedrock:UpdateDataSource',
          'bedrock:DeleteKnowledgeBase',
          'bedrock:Retrieve',
        ),
        on(base),
      ),
    ]),
    cannot(role, 'cannot read a document or ask a model', [
      ...each(actions('s3:GetObject', 's3:PutObject'), on(`${documents.arn}/documents/a.md`)),
      ...each(actions(...INVOKE), world.calls),
    ]),
    may(
      role,
      'invokes the ingestion function',
      each(actions('lambda:InvokeFunction'), on(world.fn('Asking/Ingestion'))),
    ),
    cannot(
      role,
      'cannot invoke another function',
      each(
        actions('lambda:InvokeFunction'),
        on(world.fn('Inference'), world.fn('Asking/Knowledge'), `${world.fn('Asking/Ingestion')}-other`),
      ),
    ),
    may(
      role,
      'tells the event bus of the account what became of a sync',
      each(actions('events:PutEvents'), on(bus), key('events:source', ownSource)),
    ),
    cannot(role, 'cannot tell anything in the name of others', [
      ...each(
        actions('events:PutEvents'),
        on(bus),
        key('events:source', undefined, 'aws.s3', 'private-bedrock.tuning'),
      ),
      ...each(actions('events:PutEvents'), on(bus), carrying({ 'events:source': [ownSource, 'aws.s3'] })),
      ...each(actions('events:PutEvents'), on(bus.replace('default', 'other')), key('events:source', ownSource)),
    ]),
    may(
      role,
      'sends traces',
      each(
        actions(
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
        ),
      ),
    ),
  ];
}

const TAKING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] as const;
const SENDING = ['sqs:SendMessage'] as const;

/** Rules, queue and pipe that wake the workflow: each does one thing. */
export function documentEventSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot, region, system, anybody, stranger } = world;
  const [queue = { arn: '' }] = system.queues;
  const pipe = world.role('documents pipe');
  const daily = world.role('daily sync rule');
  const name = `private-bedrock-${system.deployment}-ingestion`;
  const machine = `arn:aws:states:${region}:${ACCOUNT}:stateMachine:${name}`;
  const rule = `arn:aws:events:${region}:${ACCOUNT}:rule/${name}`;
  const take = actions(...TAKING);
  const send = each(actions(...SENDING), on(queue.arn));
  const service = world.service('events.amazonaws.com');
  const ours = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': rule };
  const use = each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key));
  const via = (host: string) => key('kms:ViaService', `${host}.${region}.amazonaws.com`);
  const wrong = carrying(
    { ...ours, 'aws:SourceArn': `${rule}-other` },
    { ...ours, 'aws:SourceAccount': OTHER_ACCOUNT },
    { 'aws:SourceAccount': ACCOUNT },
    { 'aws:SourceArn': rule },
    {},
  );
  return [
    may(pipe, 'takes events from its queue and starts the ingestion workflow', [
      ...each(take, on(queue.arn)),
      ...each(actions('states:StartExecution'), on(machine)),
      ...each(actions('kms:Decrypt'), on(world.key), via('sqs')),
    ]),
    cannot(pipe, 'cannot take from another queue, send, or start another workflow', [
      ...each(take, on(`${queue.arn}-other`, queue.arn.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(actions('sqs:SendMessage', 'sqs:PurgeQueue', 'sqs:SetQueueAttributes'), on(queue.arn)),
      ...each(actions('states:StartExecution'), on(machine.replace(/[^:]+$/, 'another'), `${machine}-other`)),
      ...each(actions('kms:Decrypt'), on(world.key), [...via('s3'), ...key('kms:ViaService', undefined)]),
      ...each(actions('s3:GetObject'), on(`${knowledge.documents.arn}/documents/a.md`)),
    ]),
    may(daily, 'starts the ingestion workflow each day', each(actions('states:StartExecution'), on(machine))),
    cannot(daily, 'cannot start another, stop or follow one, or reach events, documents or the knowledge base', [
      ...each(actions('states:StartExecution'), on(`${machine}-other`, machine.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(actions('states:UpdateStateMachine'), on(machine)),
      ...each(
        actions('states:StopExecution', 'states:DescribeExecution'),
        on(`${machine.replace(':stateMachine:', ':execution:')}:x`),
      ),
      ...each(actions(...SENDING, ...TAKING), on(queue.arn)),
      ...each(actions('s3:GetObject'), on(`${knowledge.documents.arn}/documents/a.md`)),
      ...each(actions('bedrock:StartIngestionJob', 'bedrock:Retrieve'), on(knowledge.base)),
    ]),
    may(service, 'sends the events of our rule to the queue, encrypted', [
      ...each(send, carrying(ours)),
      ...each(use, carrying(ours)),
    ]),
    cannot(service, 'cannot send the events of another rule or account, nor use the key for them', [
      ...each(send, wrong),
      ...each(use, wrong),
      ...each(actions('kms:CreateGrant', 'kms:PutKeyPolicy'), on(world.key), carrying(ours)),
    ]),
    cannot(stranger, 'cannot send to the queue or take from it', [...send, ...each(take, on(queue.arn))]),
    cannot(anybody, 'cannot use the queue without TLS', [
      ...each(
        actions('sqs:SendMessage', 'sqs:ReceiveMessage'),
        on(queue.arn),
        carrying({ 'aws:SecureTransport': 'false' }),
      ),
    ]),
  ];
}

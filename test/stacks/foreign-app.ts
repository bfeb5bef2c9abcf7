import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import * as api from '../../lib';
import { grantKeyThrough } from '../../lib/encryption/key-grant';
import { accountConstructs } from './account-constructs';
import { clinicalConstructs } from './clinical-constructs';
import { developerConstructs } from './developer-constructs';
import { spendConstructs } from './spend-constructs';
import { workbenchConstructs } from './workbench-constructs';

/** Every exported construct in one stack of an app that is not ours, and what they are granted. */
export function buildAll(context: Readonly<Record<string, unknown>>) {
  const app = new App({
    context,
    outdir: mkdtempSync(join(tmpdir(), 'assembly-')),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Theirs', { env: { region: 'us-east-1' } });
  const { account, partition, region } = stack;
  const models = [
    api.invocableModel('us.amazon.nova-2-lite-v1:0', { account, partition, region }),
    api.invocableModel('arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl', {
      account,
      partition,
      region,
    }),
  ];
  const key = new api.CustomerManagedKey(stack, 'Key', { alias: 'alias/theirs', logGroupPrefix: '/theirs' });
  const vpc = new api.IsolatedVpc(stack, 'Vpc', { cidr: '10.0.0.0/24' });
  const groups = new api.PrivateSecurityGroups(stack, 'Groups', { vpc, s3PrefixListId: 'pl-63a5400a' });
  const network: api.PrivateNetwork = {
    vpc,
    subnets: { subnets: vpc.isolatedSubnets },
    functionSecurityGroup: groups.functions,
    endpointSecurityGroup: groups.endpoints,
  };
  const accessLogs = new api.AccessLogBucket(stack, 'AccessLogs');
  const storage = { encryptionKey: key, accessLogs };
  const bucket = new api.FineTuningBucket(stack, 'FineTuning', { namePrefix: 'tuning', ...storage });
  const guardrail = new api.Guardrail(stack, 'Guardrail', { name: 'theirs', encryptionKey: key });
  const profile = new api.TeamProfile(stack, 'Search', {
    ...{ profileName: 'theirs-search', team: 'search', model: 'us.amazon.nova-2-lite-v1:0' },
  });
  const inference = new api.InferenceFunction(stack, 'Inference', {
    deployment: 'theirs',
    functionName: 'theirs',
    logGroupName: '/theirs/inference',
    network,
    encryptionKey: key,
    models,
    // The custom model has no profile: the team calls it as it is.
    teams: { search: [profile.invocable, ...models.slice(1)] },
    guardrail,
  });
  const invoker = new api.BedrockInvoker(stack, 'Invoker');
  const application = new api.BedrockApplication(stack, 'Application', {
    principals: ['arn:aws:iam::111122223333:role/web'],
  });
  const tuner = new api.BedrockTuner(stack, 'Tuner');
  const curator = new api.BedrockCurator(stack, 'Curator');
  const documents = new api.DocumentsBucket(stack, 'KnowledgeDocuments', { namePrefix: 'knowledge', ...storage });
  const embedding = { model: 'amazon.titan-embed-text-v2:0', dimensions: 512 };
  const store = new api.VectorStore(stack, 'Vectors', {
    ...{ bucketName: 'theirs', encryptionKey: key, roleName: 'AmazonBedrockKnowledge', embedding },
  });
  const ofBase = { documents, store, encryptionKey: key, embedding };
  const baseRole = new api.KnowledgeBaseRole(stack, 'BaseRole', { roleName: 'AmazonBedrockKnowledge', ...ofBase });
  const base = new api.KnowledgeBase(stack, 'KnowledgeBase', {
    ...{ namePrefix: 'theirs', role: baseRole, chunking: { tokens: 200, overlapPercent: 10 } },
    ...ofBase,
  });
  const ofFunction = { network, encryptionKey: key, base };
  const asking = new api.KnowledgeFunction(stack, 'Knowledge', {
    ...{ deployment: 'theirs', functionName: 'theirs-knowledge', roleName: 'theirs-knowledge', models },
    ...{ results: 5, audiences: { board: ['board', 'finance'] } },
    ...{ logGroupName: '/theirs/knowledge', guardrail, ...ofFunction },
  });
  const ingestion = new api.IngestionFunction(stack, 'Ingestion', {
    ...{ functionName: 'theirs-ingestion', logGroupName: '/theirs/ingestion', documents, groups: ['board'] },
    ...ofFunction,
  });
  const workflow = new api.IngestionWorkflow(stack, 'IngestionWorkflow', {
    ...{ stateMachineName: 'theirs', roleName: 'theirs-workflow', deployment: 'theirs' },
    ...{ ingestionFunction: ingestion, base },
  });
  const events = new api.DocumentEvents(stack, 'DocumentEvents', {
    ...{ name: 'theirs', roleName: 'theirs-pipe', documents, workflow, encryptionKey: key },
  });
  const daily = new api.DailySync(stack, 'DailySync', { ruleName: 'theirs-daily', workflow });
  const breakGlass = new api.BreakGlassRole(stack, 'BreakGlass', { roleName: 'glass' });
  const administrator = new api.BedrockAdministrator(stack, 'Administrator');
  const customization = new api.CustomizationRole(stack, 'Customization', {
    roleName: 'AmazonBedrock-theirs',
    bucket,
    network,
    encryptionKey: key,
    tag: { key: 'project', value: 'theirs' },
    baseModels: ['amazon.nova-lite-v1:0'],
  });
  const tuningFunction = new api.TuningFunction(stack, 'Tuning', {
    ...{ deployment: 'theirs', functionName: 'theirs-tuning', logGroupName: '/theirs/tuning', network },
    ...{ encryptionKey: key, bucket, customizationRole: customization },
    ...{ baseModels: ['amazon.nova-lite-v1:0'], maxJobsPerMonth: 10 },
  });
  const tuning = new api.TuningWorkflow(stack, 'TuningWorkflow', {
    ...{ stateMachineName: 'theirs-tuning', roleName: 'theirs-tuning', tag: { key: 'project', value: 'theirs' } },
    ...{ tuningFunction, customizationRole: customization, guardrail },
  });
  const delegated = new api.DelegatedFunction(stack, 'Delegated', {
    ...{ deployment: 'theirs', functionName: 'theirs-delegated', roleName: 'theirs-delegated', models, results: 5 },
    ...{ logGroupName: '/theirs/delegated', guardrail, retrieveAndGenerate: true, ...ofFunction },
    agentAlias: { agentId: 'ABCDEFGHIJ', aliasId: 'KLMNOPQRST' },
  });
  const topic = new api.AlarmTopic(stack, 'Alarms', {
    ...{ topicName: 'theirs-alarms', alarmPrefix: 'theirs/', encryptionKey: key, emails: ['on-call@example.com'] },
  });
  const signal = {
    ...{ name: 'errors', kind: 'function-errors', watched: 'function theirs' },
    metric: {
      ...{ namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: 'theirs' } },
      ...{ statistic: 'Sum', periodSeconds: 300 },
    },
  } as const satisfies api.Signal;
  const alarms = new api.Alarms(stack, 'AlarmsOnFunctions', { namePrefix: 'theirs/', topic, signals: [signal] });
  const dashboard = new api.Dashboard(stack, 'Dashboard', {
    ...{ dashboardName: 'theirs', namePrefix: 'theirs/' },
    charts: [{ title: 'Errors', unit: 'in 5 minutes', lines: [], signals: [signal] }],
  });
  const clinical = clinicalConstructs(stack, storage, network);
  const starter = new iam.Role(stack, 'Starter', { assumedBy: new iam.AccountRootPrincipal() });
  const starterPolicy = new api.RolePolicy(stack, 'StarterPolicy', { role: starter, description: 'Starts jobs' });
  const ofBreaker = spendConstructs(stack, { role: starter, topic, encryptionKey: key });
  const boundary = new api.BedrockPermissionsBoundary(stack, 'Boundary', {
    models,
    guardrail: guardrail.applied,
    passableRolePrefix: 'AmazonBedrock-',
  });
  const made: Construct[] = [
    profile,
    ...[
      key,
      vpc,
      groups,
      accessLogs,
      bucket,
      guardrail,
      inference,
      invoker,
      application,
      tuner,
      breakGlass,
      administrator,
      ...[curator, documents, store, baseRole, base],
      ...[asking, ingestion, workflow, events, daily],
    ],
    ...clinical.made,
    ...ofBreaker,
    ...developerConstructs(stack, accessLogs),
    ...workbenchConstructs(stack, { models, guardrail, encryptionKey: key, network }),
    ...[customization, starterPolicy, boundary, tuningFunction, tuning, delegated, topic, alarms, dashboard],
    new api.ManifestUploadRule(stack, 'ManifestUpload', { ruleName: 'theirs-manifest', bucket, workflow: tuning }),
    new api.BedrockDenyPolicies(stack, 'Denies', { models, passableRolePrefix: 'AmazonBedrock-' }),
    new api.SecureBucket(stack, 'Documents', { namePrefix: 'documents', ...storage }),
    new api.BedrockReader(stack, 'Reader'),
    new api.PrivateEndpoints(stack, 'Endpoints', {
      ...{ vpc, subnets: network.subnets, securityGroup: groups.endpoints },
      ...{ planes: api.BEDROCK_PLANES, models, bucketArns: [bucket.literalArn] },
    }),
    new api.VpcFlowLogs(stack, 'FlowLogs', {
      vpc,
      logGroupName: '/theirs/flow-logs',
      encryptionKey: key,
      retention: logs.RetentionDays.ONE_MONTH,
    }),
  ];
  const ofAccount = accountConstructs(stack, accessLogs, key);
  made.push(...ofAccount.made);
  const grants = {
    ...clinical.grants,
    ...ofAccount.grants,
    applyGuardrail: guardrail.grantApply(administrator.policy),
    readDataset: bucket.grantReadDataset(breakGlass.policy),
    writeDatasets: bucket.grantWriteDatasets(tuner.policy),
    readArtifacts: bucket.grantReadArtifacts(tuner.policy),
    writeArtifacts: bucket.grantWriteArtifacts(starterPolicy),
    invokeFunction: inference.grantInvoke(invoker.policy),
    invokeFunctionFromApplication: inference.grantInvoke(application.policy),
    invokeModels: api.grantInvoke(invoker.policy, models, { guardrail: guardrail.applied }),
    startJobs: customization.grantStartJobs(starterPolicy),
    followJobs: customization.grantFollowAndStopJobs(starterPolicy),
    listJobs: customization.grantListJobsAndModels(tuner.policy),
    curate: documents.grantCurate(curator.policy),
    readDocuments: documents.grantReadDocuments(breakGlass.policy),
    readReports: documents.grantReadReports(curator.policy),
    ingest: documents.grantIngest(starterPolicy),
    useVectors: store.grantUse(starterPolicy),
    retrieve: base.grantRetrieve(invoker.policy),
    ask: asking.grantInvoke(invoker.policy),
    startSync: workflow.grantStart(curator.policy),
    followSync: workflow.grantFollow(curator.policy),
    askBedrock: delegated.grantInvoke(invoker.policy),
    startTuning: tuning.grantStart(tuner.policy),
    followTuning: tuning.grantFollow(tuner.policy),
    notify: topic.grantNotify(starterPolicy),
    useKey: grantKeyThrough(key, 's3', starterPolicy, 'kms:Decrypt'),
  };
  return { template: Template.fromStack(stack).toJSON(), made, grants };
}

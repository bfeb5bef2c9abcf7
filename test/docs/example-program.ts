import type { ExportedConstruct } from './exported-constructs';

const IMPORTS = `import { App, Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import * as lib from '../../../lib';

type DeploymentConfig = lib.DeploymentConfig;
`;

/** Objects that examples speak of, each made only if an example or a later object names it. */
const OBJECTS: readonly (readonly [name: string, value: string])[] = [
  [
    'model',
    "lib.invocableModel('amazon.nova-lite-v1:0', { region: 'us-east-1', account: Aws.ACCOUNT_ID, partition: Aws.PARTITION })",
  ],
  ['key', "new lib.CustomerManagedKey(base, 'Key', { alias: 'alias/base', logGroupPrefix: '/chat' })"],
  ['vpc', "new lib.IsolatedVpc(base, 'Vpc', { cidr: '10.0.0.0/24' })"],
  ['groups', "new lib.PrivateSecurityGroups(base, 'SecurityGroups', { vpc, s3PrefixListId: 'pl-63a5400a' })"],
  [
    'network',
    '{ vpc, subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, functionSecurityGroup: groups.functions, endpointSecurityGroup: groups.endpoints }',
  ],
  ['accessLogs', "new lib.AccessLogBucket(base, 'AccessLogs')"],
  ['files', "new lib.AccessLogBucket(base, 'TrailFiles')"],
  ['bucket', "new lib.FineTuningBucket(base, 'FineTuning', { namePrefix: 'base', encryptionKey: key, accessLogs })"],
  ['documents', "new lib.DocumentsBucket(base, 'Documents', { namePrefix: 'base', encryptionKey: key, accessLogs })"],
  [
    'store',
    "new lib.VectorStore(base, 'Vectors', { bucketName: 'base', encryptionKey: key, roleName: 'base', embedding: { model: 'amazon.titan-embed-text-v2:0', dimensions: 1024 } })",
  ],
  [
    'knowledgeBaseRole',
    "new lib.KnowledgeBaseRole(base, 'KnowledgeBaseRole', { roleName: 'base', documents, store, encryptionKey: key, embedding: { model: 'amazon.titan-embed-text-v2:0', dimensions: 1024 } })",
  ],
  [
    'knowledgeBase',
    "new lib.KnowledgeBase(base, 'KnowledgeBase', { namePrefix: 'base', documents, store, role: knowledgeBaseRole, encryptionKey: key, embedding: { model: 'amazon.titan-embed-text-v2:0', dimensions: 1024 }, chunking: { tokens: 300, overlapPercent: 20 } })",
  ],
  [
    'ingestionFunction',
    "new lib.IngestionFunction(base, 'Ingestion', { functionName: 'base', logGroupName: '/base/ingestion', network, encryptionKey: key, documents, groups: [] })",
  ],
  [
    'ingestionWorkflow',
    "new lib.IngestionWorkflow(base, 'IngestionWorkflow', { stateMachineName: 'base', roleName: 'base-workflow', deployment: 'base', ingestionFunction, base: knowledgeBase })",
  ],
  [
    'patientKey',
    "new lib.PatientKey(base, 'PatientKey', { alias: 'alias/base-patients', roleNames: ['clinician'], stateMachineArns: { scribing: 'arn:aws:states:us-east-1:111122223333:stateMachine:base', purging: 'arn:aws:states:us-east-1:111122223333:stateMachine:base-purging' } })",
  ],
  [
    'patients',
    "new lib.PatientBucket(base, 'Patients', { namePrefix: 'base', encryptionKey: patientKey, accessLogs, roleNames: ['clinician'] })",
  ],
  [
    'notes',
    "new lib.SignedNotesBucket(base, 'SignedNotes', { namePrefix: 'base', encryptionKey: patientKey, accessLogs, roleNames: ['clinician'], keeperRoleName: 'make-draft' })",
  ],
  ['purges', "new lib.PurgeRecordsBucket(base, 'Purges', { namePrefix: 'base', encryptionKey: key, accessLogs })"],
  [
    'dataAccess',
    "new lib.DataAccessRole(base, 'DataAccess', { roleName: 'base-access', bucket: patients, encryptionKey: patientKey })",
  ],
  [
    'alarmTopic',
    "new lib.AlarmTopic(base, 'AlarmTopic', { topicName: 'base-alarms', encryptionKey: key, alarmPrefix: 'base/' })",
  ],
  ['topic', "new lib.NoticeTopic(base, 'Notices', { topicName: 'base', encryptionKey: key, alarmPrefix: 'base' })"],
  [
    'checkAudioFunction',
    "new lib.CheckAudioFunction(base, 'CheckAudio', { functionName: 'base-check', roleName: 'base-check', logGroupName: '/base/check', network, encryptionKey: key, patients, template: 'DAP', speakers: 2 })",
  ],
  [
    'makeDraftFunction',
    "new lib.MakeDraftFunction(base, 'MakeDraft', { functionName: 'base-draft', roleName: 'base-draft', logGroupName: '/base/draft', network, encryptionKey: key, patients, retention: Duration.hours(1) })",
  ],
  [
    'purgeFunction',
    "new lib.PurgeFunction(base, 'PurgeFunction', { functionName: 'base-purge', roleName: 'base-purge', logGroupName: '/base/purge', network, encryptionKey: key, patients, purges })",
  ],
  [
    'scribingWorkflow',
    "new lib.ScribingWorkflow(base, 'Scribing', { stateMachineName: 'base-scribing', roleName: 'base-scribing', deployment: 'base', checkAudio: checkAudioFunction, makeDraft: makeDraftFunction, purge: purgeFunction, patients, patientKey, dataAccess, topic })",
  ],
  [
    'purgingWorkflow',
    "new lib.PurgingWorkflow(base, 'Purging', { stateMachineName: 'base-purging', roleName: 'base-purging', deployment: 'base', scribing: scribingWorkflow, checkAudio: checkAudioFunction, makeDraft: makeDraftFunction, purge: purgeFunction, patientKey, topic })",
  ],
  [
    'promptKey',
    "new lib.PromptKey(base, 'PromptKey', { alias: 'alias/base-prompts', logGroupPrefix: '/base-prompts', auditorRoleName: 'auditor' })",
  ],
  [
    'developerKey',
    "new lib.DeveloperKey(base, 'DeveloperKey', { alias: 'alias/base-developer', auditorRoleName: 'auditor', reportReaderRoleName: 'reports', reportBucketName: 'base-reports' })",
  ],
  [
    'prompts',
    "new lib.DeveloperBucket(base, 'DeveloperPrompts', { namePrefix: 'base-prompts', prefix: 'prompts', encryptionKey: developerKey, accessLogs, expiration: Duration.days(30), readerRoleName: 'auditor' })",
  ],
  [
    'reports',
    "new lib.DeveloperBucket(base, 'DeveloperReports', { namePrefix: 'base-reports', prefix: 'reports', encryptionKey: developerKey, accessLogs, expiration: Duration.days(30), readerRoleName: 'reports' })",
  ],
  [
    'promptLogs',
    "new lib.PromptLogs(base, 'PromptLogs', { logGroupName: '/base-prompts/invocations', bucketPrefix: 'base-prompts', roleName: 'AmazonBedrock-base-logging', encryptionKey: promptKey, accessLogs, retentionDays: 30 })",
  ],
  [
    'settingsWorkflow',
    "new lib.SettingsWorkflow(base, 'Settings', { stateMachineName: 'base-settings', roleName: 'base-settings', dataRetention: 'none' })",
  ],
  ['guardrail', "new lib.Guardrail(base, 'Guardrail', { name: 'base', encryptionKey: key })"],
  [
    'boundary',
    "new lib.BedrockPermissionsBoundary(base, 'Boundary', { models: [model], passableRolePrefix: 'AmazonBedrock-' })",
  ],
  ['role', "new iam.Role(base, 'Role', { assumedBy: new iam.AccountRootPrincipal() })"],
  ['stopPolicy', "new lib.StopPolicy(base, 'Stop', { policyName: 'base-stop' })"],
  [
    'breakerWorkflow',
    "new lib.BreakerWorkflow(base, 'Breaker', { stateMachineName: 'base-breaker', roleName: 'base-breaker', deployment: 'base', targets: { roles: [role], functions: [{ name: 'base', reserved: 10 }] }, stopPolicy, topic: alarmTopic })",
  ],
  [
    'spendAlarms',
    "new lib.SpendAlarms(base, 'SpendAlarms', { namePrefix: 'base/', alarms: [], topicArn: alarmTopic.topicArn })",
  ],
  ['workflowRole', "new iam.Role(base, 'WorkflowRole', { assumedBy: new iam.AccountRootPrincipal() })"],
  [
    'customizationRole',
    "new lib.CustomizationRole(base, 'CustomizationRole', { roleName: 'AmazonBedrock-base', bucket, network, encryptionKey: key, tag: { key: 'project', value: 'base' }, baseModels: ['amazon.nova-lite-v1:0'] })",
  ],
  [
    'tuningFunction',
    "new lib.TuningFunction(base, 'Tuning', { deployment: 'base', functionName: 'base-tuning', logGroupName: '/chat/tuning', network, encryptionKey: key, bucket, customizationRole, baseModels: ['amazon.nova-lite-v1:0'], maxJobsPerMonth: 10 })",
  ],
  [
    'tuningWorkflow',
    "new lib.TuningWorkflow(base, 'TuningWorkflow', { stateMachineName: 'base-tuning', roleName: 'base-tuning', tag: { key: 'project', value: 'base' }, tuningFunction, customizationRole })",
  ],
  [
    'inferenceFunction',
    "new lib.InferenceFunction(base, 'Inference', { deployment: 'base', functionName: 'base', logGroupName: '/chat/base', network, encryptionKey: key, models: [model] })",
  ],
];

const names = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text);

/** Writes each example into a function of a program, after the objects that it speaks of. */
export function exampleProgram(constructs: readonly ExportedConstruct[], publicNames: readonly string[]): string {
  const functions = constructs.map(({ name, example }) => {
    const values = publicNames.filter((each) => names(example, each));
    return `  ${name}: (outdir: string) => {
    const app = new App({ autoSynth: false, builtinCloudFormationValidation: false, outdir });
    const stack = new Stack(app, 'Example', { env: { region: 'us-east-1' } });
    const base = new Construct(stack, 'Base');
${objectsOf(example)}
    const { ${values.join(', ')} } = lib;
    {
${example.replace(/^/gm, '      ')}
    }
    return app;
  },`;
  });
  return `${IMPORTS}
export const EXAMPLES = {
${functions.join('\n')}
};
`;
}

function objectsOf(example: string): string {
  const made: string[] = [];
  for (const [name, value] of [...OBJECTS].reverse()) {
    if (names([example, ...made].join('\n'), name)) made.unshift(`    const ${name} = ${value};`);
  }
  return made.join('\n');
}

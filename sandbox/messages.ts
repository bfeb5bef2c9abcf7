import type { KnowledgeConfig } from '../domain/deployment/config/knowledge-config';
import type { DeploymentRecord } from '../domain/deployment/deployment-record';
import { bucketName, Names } from '../domain/deployment/names/names';
import { exportLines } from './environment';
import { CONSULTATIONS } from './stand-in/stand-in-aws';

/** Account of moto. */
export const ACCOUNT = '123456789012';

/** Summary of a run: the comparison, the resources that templates keep, and leftovers. */
export function summary(same: boolean, left: readonly string[], kept: readonly string[], seconds: number): string {
  return [
    same ? 'All resources match their templates.' : 'Some resources differ from their templates: see above.',
    ...(kept.length > 0 ? ['Kept, as their DeletionPolicy says:', ...kept.map((resource) => `    ${resource}`)] : []),
    left.length === 0
      ? `Nothing${kept.length > 0 ? ' else' : ''} is left, except CDKToolkit, which is shared by all deployments of an account.`
      : ['Left behind:', ...left.map((resource) => `    ${resource}`)].join('\n'),
    `${seconds.toFixed(0)} s in all`,
  ].join('\n');
}

/**
 * Commands for another shell while the sandbox is open, for what the row has. Each works as it is printed. `--method direct`:
 * moto forgets the exports of a stack that a change set made.
 *
 * @param documents folder with the sample documents
 */
export function keepHints(
  url: string,
  { name: deployment, config: { region, knowledge, fineTuning, healthScribe } }: DeploymentRecord,
  documents: string,
): string {
  const own = (command: string, words: string) => `npm run ${command} -- --deployment ${deployment} ${words}`;
  return [
    'The sandbox stays open until Ctrl-C. In another shell, in this folder:',
    '',
    ...exportLines(url, region),
    '',
    `npx cdk diff --method template -c deployment=${deployment}`,
    `npx cdk deploy --all --method direct --require-approval never -c deployment=${deployment}`,
    own('ask', '"What is a VPC endpoint?"'),
    'aws iam list-roles --query "Roles[].RoleName"',
    ...(knowledge ? documentHints(own, knowledge, documents) : []),
    ...(knowledge ? ['', 'This upload starts a sync:', upload(deployment, region)] : []),
    ...(healthScribe ? ['', `export PRIVATE_BEDROCK_CLINICIAN=${CLINICIAN}`, ...scribeHints(own, deployment)] : []),
    ...(fineTuning ? ['', 'npm run tune does not end here: moto does not train models.'] : []),
  ].join('\n');
}

function documentHints(
  own: (command: string, words: string) => string,
  { audiences = {}, agent }: KnowledgeConfig,
  documents: string,
): readonly string[] {
  const ask = (...flags: readonly string[]) => own('ask', [...['--knowledge', ...flags], QUESTION].join(' '));
  return [
    '',
    own('sync', documents),
    own('retrieve', QUESTION),
    ask(),
    ...Object.keys(audiences)
      .slice(0, 1)
      .map((audience) => ask('--audience', audience)),
    ...(agent ? [ask('--agent')] : []),
  ];
}

/** The clinician of the sandbox, who has no name. */
export const CLINICIAN = 'sandbox-0001';

const scribeHints = (own: (command: string, words: string) => string, deployment: string): readonly string[] => [
  own('scribe', `${CONSULTATIONS}/recordings/cough.wav --every 1`),
  `npm run notes -- list --deployment ${deployment}`,
];

/** A question that the sample documents answer. */
const QUESTION = '"How many weeks of parental leave can I take?"';

const upload = (deployment: string, region: string): string =>
  `aws s3 cp README.md s3://${bucketName(new Names(deployment, region).documentsBucket, ACCOUNT, region)}/documents/`;

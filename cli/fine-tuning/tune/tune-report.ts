import type { DatasetReport, FileReport } from '../../../domain/fine-tuning/dataset/report';
import type { Drawing } from '../../terminal/terminal';
import type { Standing } from './execution';
import type { LossCurves } from './loss-curves';
import { lossPlot } from './loss-plot';
import type { TuningTarget } from './tuning-target';

/** What was asked for, and what became of it. */
export interface Tuned {
  /** Of job, custom model, deployment and execution. */
  readonly name: string;
  readonly model: string;
  readonly standing: Standing;
  /** Whether it had ended before this command was run. */
  readonly endedBefore: boolean;
  readonly losses?: LossCurves | undefined;
}

/** What is about to be done, before it is asked for. @param again whether some of it may have been done before */
export function intention(report: DatasetReport, name: string, again: boolean): string {
  const { training, validation, trainingTokens, epochs, model } = report;
  const held = validation ? `, ${grouped(validation.records)} held out` : '';
  return [
    `${name}: ${grouped(training.records)} examples${held}, for ${model}`,
    `  about ${grouped(trainingTokens)} training tokens (${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}), each of which Bedrock charges${again ? ', unless they have been trained before' : ''}`,
    ...[training, ...(validation ? [validation] : [])].flatMap(warnings),
    '  a custom model is stored by the month, its deployment is charged by the token: https://aws.amazon.com/bedrock/pricing/',
  ].join('\n');
}

/** What is no reason to refuse a file, and worth a look before it is paid for. */
function warnings({ name, counts }: FileReport): string[] {
  const found = Object.entries(counts).map(([code, count]) => `${code} ${grouped(count)}`);
  return found.length === 0 ? [] : [`  warnings for ${name}: ${found.join(', ')} (npm run validate says where)`];
}

/** How it ended, as a person reads it. */
export function tunedReport({ standing, losses, ...tuned }: Tuned, target: TuningTarget, drawing: Drawing): string {
  const end = standing.status === 'SUCCEEDED' ? success : failure;
  return [...(losses ? curves(losses, drawing) : []), ...end(standing, tuned, target, drawing)].join('\n');
}

const curves = (losses: LossCurves, { width }: Drawing) => [
  `loss by step${losses.validation ? ', in training and on the validation set' : ' in training'}`,
  lossPlot(losses, width),
  lossLine(losses),
  '',
];

/** The same for a program. */
export const tunedJson = ({ name, model, standing, endedBefore, losses }: Tuned): object => ({
  name,
  model,
  status: standing.status,
  error: standing.error,
  cause: standing.cause,
  ended: standing.ended,
  endedBefore,
  jobArn: standing.output?.job?.JobArn,
  deploymentArn: standing.output?.deployment?.Arn,
  losses,
});

type What = Omit<Tuned, 'standing' | 'losses'>;

function success(
  { output, ended }: Standing,
  { name, endedBefore }: What,
  { deployment }: TuningTarget,
  drawing: Drawing,
): string[] {
  return [
    `${drawing.paint('green', '✓')} ${name} ${endedBefore ? `was deployed on ${dayOf(ended)}, and answered` : 'is deployed, and answers'}.`,
    `  ${output?.deployment?.Arn}`,
    ...(endedBefore ? ['  If the deployment has been removed since: --again makes it anew, of the custom model.'] : []),
    `  To let the function call it, write this ARN among the models of ${deployment} in lib/config/deployments.ts,`,
    '  and deploy. To be rid of it alone, as the administrator:',
    `  aws bedrock delete-custom-model-deployment --custom-model-deployment-identifier ${output?.deployment?.Arn}`,
  ];
}

function failure(
  { status, error, cause, ended }: Standing,
  { name, endedBefore }: What,
  { deployment }: TuningTarget,
  drawing: Drawing,
): string[] {
  const what = error ?? status;
  return [
    `${drawing.paint('red', '✗')} ${name}: ${what}`,
    ...(cause ? [`  ${cause}`] : []),
    ...(endedBefore ? [`  So it ended on ${dayOf(ended)}. Nothing was started now.`] : []),
    `  ${REMEDIES[what] ?? `Look at the execution in the console of Step Functions. ${AGAIN}`}`,
    ...(NOTHING_LEFT.has(what)
      ? []
      : [`  What it left, and what costs money: npm run teardown -- --deployment ${deployment}`]),
  ];
}

const dayOf = (date: Date | undefined) => date?.toISOString().slice(0, 10);

const AGAIN = 'Once more, without training what has been trained: --again.';
const ANOTHER = 'To train once more: --attempt 2, the number after the last one.';

/** By the name of the failure: lib/fine-tuning/workflow. */
const REMEDIES: Readonly<Record<string, string>> = {
  DatasetRefused: 'Read the report that is named above.',
  JobFailed: `Ask for its failureMessage: aws bedrock get-model-customization-job. ${ANOTHER}`,
  JobFailedBefore: `Look at that job: aws bedrock get-model-customization-job. ${ANOTHER}`,
  JobStopped: ANOTHER,
  NotDeployed: `${AGAIN} If the custom model has been deleted, as teardown does: --attempt 2, which trains it anew.`,
  NotGoodEnough:
    'The custom model is kept, and was not deployed now: give better examples, or --again with another --max-loss.',
};

/** After any other, the custom model is kept, since it has been paid for; or an execution was ended from outside. */
const NOTHING_LEFT = new Set([
  'DatasetNotChecked',
  'DatasetRefused',
  'FileChanged',
  'FileMissing',
  'JobFailed',
  'JobFailedBefore',
  'JobStopped',
  'ManifestWrong',
]);

function lossLine({ training, validation }: LossCurves): string {
  const course = (losses: readonly number[]) => `${figure(losses[0])} → ${figure(losses.at(-1))}`;
  return `training ${course(training)}${validation ? `, validation set ${course(validation)}` : ''}, in ${training.length} steps`;
}

const figure = (loss: number | undefined) => (loss ?? Number.NaN).toFixed(3);

const grouped = (count: number) => count.toLocaleString('en-US');

import type { DatasetReport, FileReport } from '../../../domain/fine-tuning/dataset/report';
import { commandLine } from '../../command-line';
import { plot } from '../../terminal/plot';
import type { Drawing } from '../../terminal/terminal';
import type { LossCurves } from './loss-curves';
import type { ExecutionState } from './tuning-execution';
import type { TuningTarget } from './tuning-target';

/** Result of one training. */
export interface TuningResult {
  /** Name of the job, the custom model, its deployment and the execution. */
  readonly name: string;
  readonly model: string;
  readonly end: ExecutionState;
  /** True if it had ended before this command ran. */
  readonly endedBefore: boolean;
  readonly losses?: LossCurves | undefined;
}

/** Describes what the command is about to start and pay for. @param again true if parts of it can exist already */
export function planReport(report: DatasetReport, name: string, again: boolean): string {
  const { training, validation, trainingTokens, epochs, model } = report;
  const validationCount = validation ? `, ${grouped(validation.records)} for validation` : '';
  return [
    `${name}: ${grouped(training.records)} examples${validationCount}, for ${model}`,
    `  about ${grouped(trainingTokens)} training tokens (${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}). Bedrock charges each of them${again ? ', unless an earlier job has trained them' : ''}.`,
    ...[training, ...(validation ? [validation] : [])].flatMap((file) => warningLine(file, model)),
    '  A custom model costs money per month, its deployment per token: https://aws.amazon.com/bedrock/pricing/',
  ].join('\n');
}

function warningLine({ name, counts }: FileReport, model: string): string[] {
  const found = Object.entries(counts).map(([code, count]) => `${code} ${grouped(count)}`);
  return found.length === 0
    ? []
    : [
        `  warnings for ${name}: ${found.join(', ')} (${commandLine('validate', `${name} --model ${model}`)} lists the lines)`,
      ];
}

/** Reports the result on a terminal. */
export function resultReport(result: TuningResult, target: TuningTarget, drawing: Drawing): string {
  const { losses, end } = result;
  const lines = end.status === 'SUCCEEDED' ? successLines : failureLines;
  return [...(losses ? curveLines(losses, drawing) : []), ...lines(result, target, drawing)].join('\n');
}

/** Returns the result as the JSON document of `--json`. */
export const resultJson = ({ name, model, end, endedBefore, losses }: TuningResult): object => ({
  name,
  model,
  status: end.status,
  error: end.error,
  cause: end.cause,
  ended: end.ended,
  endedBefore,
  jobArn: end.output?.job?.JobArn,
  deploymentArn: end.output?.deployment?.Arn,
  losses,
});

const curveLines = (losses: LossCurves, { width }: Drawing) => [
  `loss by step, training${losses.validation ? ' and validation' : ''}`,
  lossPlot(losses, width),
  lossLine(losses),
  '',
];

function successLines(
  { name, endedBefore, end: { output, ended } }: TuningResult,
  { deployment }: TuningTarget,
  drawing: Drawing,
): string[] {
  const arn = output?.deployment?.Arn;
  return [
    `${drawing.paint('green', '✓')} ${name} ${endedBefore ? `was deployed on ${dayOf(ended)}, and answered` : 'is deployed, and answers'}.`,
    `  ${arn}`,
    ...(endedBefore ? ['  If somebody has removed the deployment: --again creates it from the custom model.'] : []),
    `  To let the function call it, add this ARN to the models of ${deployment} in lib/config/deployments.ts,`,
    '  and deploy. To delete only this deployment, as the administrator:',
    `  aws bedrock delete-custom-model-deployment --custom-model-deployment-identifier ${arn}`,
  ];
}

function failureLines(
  { name, endedBefore, end: { status, error = status, cause, ended } }: TuningResult,
  { deployment }: TuningTarget,
  drawing: Drawing,
): string[] {
  return [
    `${drawing.paint('red', '✗')} ${name}: ${error}`,
    ...(cause ? [`  ${cause}`] : []),
    ...(endedBefore ? [`  It ended on ${dayOf(ended)}. This command started nothing.`] : []),
    `  ${REMEDIES[error] ?? `Check the execution in the Step Functions console. ${AGAIN}`}`,
    ...(NOTHING_REMAINS.has(error)
      ? []
      : [`  To remove what remains and costs money: ${commandLine('teardown', `--deployment ${deployment}`)}`]),
  ];
}

const dayOf = (date: Date | undefined) => date?.toISOString().slice(0, 10);

const AGAIN = 'To continue without training the same again: --again.';
const NEXT_ATTEMPT = 'To train again: --attempt 2, or the number after your last one.';

/** Remedies by the name of the failure: lib/fine-tuning/workflow. */
const REMEDIES: Readonly<Record<string, string>> = {
  DatasetRefused: 'Read the report that is named above.',
  JobFailed: `Read its failureMessage: aws bedrock get-model-customization-job. ${NEXT_ATTEMPT}`,
  JobFailedBefore: `Read the failureMessage of that job: aws bedrock get-model-customization-job. ${NEXT_ATTEMPT}`,
  JobOfAnotherRequest: `Read who started it, in CloudTrail: CreateModelCustomizationJob. ${NEXT_ATTEMPT}`,
  JobStopped: NEXT_ATTEMPT,
  NotDeployed: `${AGAIN} If somebody has deleted the custom model, for example with teardown: --attempt 2 trains it again.`,
  NotGoodEnough:
    'The custom model exists, and was not deployed. Improve the examples, or use --again with another --max-loss.',
  TooManyJobs: 'Wait for the next month, or raise fineTuning.maxJobsPerMonth in the row and deploy.',
};

/** Failures that leave no custom model. After any other it exists, or somebody ended the execution from outside. */
const NOTHING_REMAINS = new Set([
  'DatasetNotChecked',
  'DatasetRefused',
  'FileChanged',
  'FileMissing',
  'JobFailed',
  'JobFailedBefore',
  'JobNotReserved',
  'JobStopped',
  'ManifestWrong',
  'TooManyJobs',
]);

function lossLine({ training, validation }: LossCurves): string {
  const course = (losses: readonly number[]) => `${fixed(losses[0])} → ${fixed(losses.at(-1))}`;
  return `training ${course(training)}${validation ? `, validation ${course(validation)}` : ''}, in ${training.length} steps`;
}

const fixed = (loss: number | undefined) => (loss ?? Number.NaN).toFixed(3);

const grouped = (count: number) => count.toLocaleString('en-US');

/** Plots the losses by step, as lines of text of at most `width` columns. */
function lossPlot({ training, validation }: LossCurves, width: number): string {
  // The validation loss is measured less often: its points are spread over the same steps.
  const spread = (losses: readonly number[]): [number, number][] =>
    losses.map((loss, at) => [1 + (at * (training.length - 1)) / Math.max(1, losses.length - 1), loss]);
  const series = [spread(training), ...(validation ? [spread(validation)] : [])];
  return plot(series, width, (value) => value.toFixed(3));
}

import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Job } from '../../../domain/fine-tuning/job/job-digest';
import { OperatorError } from '../../../domain/operator-error';
import { clientConfig, s3ClientConfig } from '../../aws/client-config';
import type { Progress } from '../../terminal/progress';
import type { Source } from '../validate/source';
import { lossCurves } from './loss-curves';
import { folderOf } from './place-sources';
import { manifestText, type TuneOptions } from './tune-options';
import { type ExecutionState, TuningExecution } from './tuning-execution';
import type { TuningResult } from './tuning-report';
import type { TuningTarget } from './tuning-target';
import { uploadFile, uploadText } from './upload';
import { type Polling, waitForEnd } from './wait-for-end';

/** Input of one training. */
export interface TuningInput {
  readonly options: TuneOptions;
  readonly job: Job;
  /** The training set, and the validation set if any, with their keys in the bucket. */
  readonly sources: readonly [Source, Source?];
}

/** Starts and follows the training of one custom model. */
export class TuningRun {
  private readonly s3: S3Client;
  private readonly execution: TuningExecution;

  constructor(
    private readonly target: TuningTarget,
    private readonly input: TuningInput,
    private readonly progress: Progress,
  ) {
    this.s3 = new S3Client(s3ClientConfig(target.region));
    this.execution = new TuningExecution(new SFNClient(clientConfig(target.region)), target, input.job.name);
  }

  /**
   * Returns the state of the last execution of the same job. Undefined when a new one must start.
   *
   * @param again true to start another one after an end
   * @throws OperatorError
   */
  async findEarlier(again: boolean): Promise<ExecutionState | undefined> {
    const last = await this.execution.findLast();
    return again && last?.status !== 'RUNNING' ? undefined : last;
  }

  /** Uploads the local files and starts the workflow. @throws OperatorError */
  async start(): Promise<void> {
    // The upload of a manifest.json would start an execution of its own.
    const manifest = await this.upload('request.json');
    await this.progress.step('start the workflow', () => this.execution.start(manifest));
  }

  /** Uploads the local files, and last the manifest, which starts the workflow. @throws OperatorError */
  async handOver(): Promise<void> {
    await this.upload('manifest.json');
  }

  /**
   * Waits for the end of the last execution.
   *
   * @param earlier its state, when an earlier command started it
   * @throws OperatorError
   */
  async follow(polling: Polling, earlier?: ExecutionState): Promise<TuningResult> {
    if (earlier && earlier.status !== 'RUNNING') return this.resultOf(earlier, true);
    const end = await this.progress.step('train and deploy', (note) =>
      waitForEnd(this.execution, {
        ...polling,
        onState: (state) => {
          note(state);
          polling.onState(state);
        },
      }),
    );
    return this.resultOf(end, false);
  }

  private async resultOf(end: ExecutionState, endedBefore: boolean): Promise<TuningResult> {
    const { job, options } = this.input;
    const { output } = end;
    if (output && output.check?.name !== job.name) {
      throw new OperatorError(
        'PB-TUNE-007',
        `The workflow trained ${output.check?.name}, not ${job.name}: the bucket contained other bytes, or somebody else started it.`,
        'Find the cause before you use its model. To train your own files, run the command with --again.',
      );
    }
    if (output && options.maxLoss !== undefined && output.check?.maxLoss !== options.maxLoss) {
      throw new OperatorError(
        'PB-TUNE-008',
        `${job.name} is deployed, but an earlier command started it without --max-loss ${options.maxLoss}.`,
        'Add --again: this checks the loss, and trains nothing.',
      );
    }
    const losses = await lossCurves(this.s3, this.target, job.output);
    return { name: job.name, model: options.model, end, endedBefore, losses };
  }

  /** @returns the key of the manifest */
  private async upload(name: string): Promise<string> {
    const { options, job, sources } = this.input;
    const [training, validation] = sources;
    const key = `${folderOf(job)}${name}`;
    await this.progress.step('upload', async (note) => {
      for (const source of sources) if (source) await uploadFile(this.s3, this.target, source, note);
      const manifest = manifestText(options, { training: training.key, validation: validation?.key });
      await uploadText(this.s3, this.target, key, manifest);
    });
    return key;
  }
}

import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Job } from '../../../domain/fine-tuning/job/job-digest';
import { OperatorError } from '../../../domain/operator-error';
import { clientOf, s3ClientOf } from '../../aws/aws-client';
import type { Progress } from '../../terminal/progress';
import type { Source } from '../validate/source';
import { type Asked, manifestText } from './asked-manifest';
import { type Standing, TuningExecution } from './execution';
import { followed, type Pace } from './follow';
import { lossCurves } from './loss-curves';
import { folderOf } from './placed';
import type { Tuned } from './tune-report';
import type { TuningTarget } from './tuning-target';
import { uploadFile, uploadText } from './upload';

/** What is trained. */
export interface Tuning {
  readonly asked: Asked;
  readonly job: Job;
  /** The training set, and the validation set if there is one, where they lie or will lie. */
  readonly sources: readonly [Source, Source?];
}

/** Starts and follows the training of one custom model. */
export class Tune {
  private readonly s3: S3Client;
  private readonly execution: TuningExecution;

  constructor(
    private readonly target: TuningTarget,
    private readonly tuning: Tuning,
    private readonly progress: Progress,
  ) {
    this.s3 = new S3Client(s3ClientOf(target.region));
    this.execution = new TuningExecution(new SFNClient(clientOf(target.region)), target, tuning.job.name);
  }

  /**
   * How the last execution stands that was started for it before: undefined when there is none to go on with.
   *
   * @param again whether another is wanted once that has ended
   * @throws OperatorError
   */
  async earlier(again: boolean): Promise<Standing | undefined> {
    const standing = await this.execution.find();
    return again && standing?.status !== 'RUNNING' ? undefined : standing;
  }

  /** Uploads the files of this machine, and starts the workflow. @throws OperatorError */
  async start(): Promise<void> {
    // Not by the name of a manifest, whose upload would start an execution of its own.
    const manifest = await this.upload('request.json');
    await this.progress.step('start the workflow', () => this.execution.start(manifest));
  }

  /** Uploads them, and the manifest last, whose upload starts the workflow. @throws OperatorError */
  async handOver(): Promise<void> {
    await this.upload('manifest.json');
  }

  /**
   * Waits for the end of the last execution.
   *
   * @param earlier how it stood, when it was not started now
   * @throws OperatorError when it cannot be looked at
   */
  async follow(pace: Pace, earlier?: Standing): Promise<Tuned> {
    if (earlier && earlier.status !== 'RUNNING') return this.tuned(earlier, true);
    const standing = await this.progress.step('train and deploy', (note) =>
      followed(this.execution, {
        ...pace,
        onState: (state) => {
          note(state);
          pace.onState(state);
        },
      }),
    );
    return this.tuned(standing, false);
  }

  private async tuned(standing: Standing, endedBefore: boolean): Promise<Tuned> {
    const { job, asked } = this.tuning;
    const { output } = standing;
    if (output && output.check?.name !== job.name) {
      throw new OperatorError(
        'PB-TUNE-007',
        `${job.name} was asked for, and ${output.check?.name} was made: other bytes lay in the bucket, or somebody else started it.`,
        'Do not use its model before you know why. To train what you have here: --again.',
      );
    }
    if (output && asked.maxLoss !== undefined && output.check?.maxLoss !== asked.maxLoss) {
      throw new OperatorError(
        'PB-TUNE-008',
        `${job.name} is deployed, and was not judged by --max-loss ${asked.maxLoss}: it was asked for before.`,
        'Add --again: it is judged anew, and not trained.',
      );
    }
    const losses = await lossCurves(this.s3, this.target, job.output);
    return { name: job.name, model: asked.model, standing, endedBefore, losses };
  }

  /** @returns the key of the manifest */
  private async upload(name: string): Promise<string> {
    const { asked, job, sources } = this.tuning;
    const [training, held] = sources;
    const key = `${folderOf(job)}${name}`;
    await this.progress.step('upload', async (note) => {
      for (const source of sources) if (source) await uploadFile(this.s3, this.target, source, note);
      const manifest = manifestText(asked, { training: training.key, validation: held?.key });
      await uploadText(this.s3, this.target, key, manifest);
    });
    return key;
  }
}

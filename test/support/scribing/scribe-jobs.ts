import { outputKeys } from '../../../domain/clinical-note/layout';
import { MARK } from '../markers';
import type { MemoryS3 } from './memory-s3';

/** Files of HealthScribe that no consultation of the sandbox has to lend. */
export const SMALL_OUTPUTS = {
  transcript: {
    Conversation: {
      JobName: MARK.patient,
      TranscriptItems: [
        {
          Alternatives: [{ Confidence: 0.9, Content: MARK.patient }],
          ...{ BeginAudioTime: 0.1, EndAudioTime: 0.5, Type: 'PRONUNCIATION' },
        },
      ],
      TranscriptSegments: [
        {
          ...{ SegmentId: 'one', BeginAudioTime: 0.1, EndAudioTime: 0.5, Content: MARK.patient },
          ParticipantDetails: { ParticipantRole: 'PATIENT_0' },
        },
      ],
    },
  },
  summary: {
    ClinicalDocumentation: {
      Sections: [
        {
          SectionName: 'CHIEF_COMPLAINT',
          Summary: [{ EvidenceLinks: [{ SegmentId: 'one' }], SummarizedSegment: MARK.patient }],
        },
      ],
    },
  },
} as const;

interface Job {
  readonly outputs: Readonly<Record<string, string>>;
  status: string;
  looks: number;
}

/** Makes an error as AWS words it: with a text that may quote the recording. */
export const thrown = (name: string) =>
  Object.assign(new Error(`${MARK.aws} ${MARK.patient}, ${name} it is`), { name });

interface Named {
  readonly MedicalScribeJobName: string;
}

/** Jobs of HealthScribe. */
export class ScribeJobs {
  readonly all = new Map<string, Job>();
  /** Looks at a job before it ends. */
  looks = 2;
  ending = 'COMPLETED';
  /** Texts of the files that jobs write. */
  outputs: Readonly<Record<string, string>> = {
    transcript: JSON.stringify(SMALL_OUTPUTS.transcript),
    summary: JSON.stringify(SMALL_OUTPUTS.summary),
  };

  constructor(
    private readonly s3: MemoryS3,
    private readonly bucket: string,
  ) {}

  readonly answers: Readonly<Record<string, (input: never) => unknown>> = {
    'transcribe:startMedicalScribeJob': ({ MedicalScribeJobName }: Named) => {
      if (this.all.has(MedicalScribeJobName)) throw thrown('Transcribe.ConflictException');
      this.start(MedicalScribeJobName);
      return { MedicalScribeJob: { MedicalScribeJobName, MedicalScribeJobStatus: 'QUEUED' } };
    },
    'transcribe:getMedicalScribeJob': ({ MedicalScribeJobName }: Named) => {
      const job = this.all.get(MedicalScribeJobName);
      if (!job) throw thrown('Transcribe.NotFoundException');
      job.looks -= 1;
      if (job.looks <= 0) this.end(MedicalScribeJobName, job);
      return {
        MedicalScribeJob: {
          ...{ MedicalScribeJobName, MedicalScribeJobStatus: job.status },
          ...{ FailureReason: MARK.patient, MedicalScribeOutput: { TranscriptFileUri: MARK.patient } },
        },
      };
    },
    'transcribe:deleteMedicalScribeJob': ({ MedicalScribeJobName }: Named) => {
      const job = this.all.get(MedicalScribeJobName);
      if (job && !['COMPLETED', 'FAILED'].includes(job.status)) throw thrown('Transcribe.BadRequestException');
      this.all.delete(MedicalScribeJobName);
      return {};
    },
  };

  start(name: string): void {
    this.all.set(name, { status: 'QUEUED', looks: this.looks, outputs: this.outputs });
  }

  /** Writes files of a job. */
  write(name: string, outputs: Job['outputs']): void {
    const keys: Readonly<Record<string, string>> = outputKeys(name);
    for (const [file, text] of Object.entries(outputs)) this.s3.put(this.bucket, keys[file] ?? '', text);
  }

  private end(name: string, job: Job): void {
    if (job.status === this.ending) return;
    job.status = this.ending;
    if (job.status === 'COMPLETED') this.write(name, job.outputs);
  }
}

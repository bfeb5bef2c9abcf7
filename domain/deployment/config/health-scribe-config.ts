import { DEFAULT_NOTE_TEMPLATE, type NoteTemplate } from '../../clinical-note/note-templates';

/** Settings of AWS HealthScribe: recordings of consultations, and the draft notes that clinicians sign. */
export interface HealthScribeConfig {
  /**
   * Template of a note whose recording names none.
   *
   * @limits one of domain/clinical-note/note-templates.ts
   * @default 'HISTORY_AND_PHYSICAL'
   * @example 'BEHAVIORAL_SOAP'
   */
  readonly template?: NoteTemplate;

  /**
   * Speakers of a recording that names neither speakers nor channels.
   *
   * @limits 2 to 30
   * @default 2
   * @example 3
   */
  readonly speakers?: number;

  /**
   * Hours during which a draft waits for its signature. Recording, transcript and draft are then deleted. The lifecycle of the
   * bucket deletes what is left after one day.
   *
   * @limits 1 to 24
   * @default 24
   * @example 8
   */
  readonly retentionHours?: number;

  /**
   * Keeps signed notes in a bucket of their own, with versions, and makes the role of the records persona. Without it, the
   * clinician's computer has the only copy.
   *
   * @default false
   * @example true
   */
  readonly keepSignedNotes?: boolean;

  /**
   * Denies every read and write of patient data from outside the VPC, except by HealthScribe itself. Clinicians then upload and
   * review from inside the VPC only.
   *
   * @default false
   * @example true
   */
  readonly vpcOnly?: boolean;

  /**
   * Records each read and write of patient data by a trail of CloudTrail, which is billed by event.
   *
   * @default false
   * @example true
   */
  readonly dataEvents?: boolean;

  /**
   * Price of one minute of audio in USD, from your bill. This project could not verify the price of AWS: without this property,
   * commands say that it is unknown.
   *
   * @limits above 0, at most 100
   * @default - unknown
   * @example 0.1
   */
  readonly pricePerMinute?: number;
}

/** Settings with every default. The price is absent unless the row says it. */
export type HealthScribeSettings = Required<Omit<HealthScribeConfig, 'pricePerMinute'>> &
  Pick<HealthScribeConfig, 'pricePerMinute'>;

/** Returns the settings of a row, with the defaults of those that it omits. */
export const healthScribeSettings = (config: HealthScribeConfig): HealthScribeSettings => ({
  template: DEFAULT_NOTE_TEMPLATE,
  speakers: 2,
  retentionHours: 24,
  keepSignedNotes: false,
  vpcOnly: false,
  dataEvents: false,
  ...config,
});

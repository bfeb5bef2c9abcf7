import { DEFAULT_NOTE_TEMPLATE, isNoteTemplate, NOTE_TEMPLATES } from '../../clinical-note/note-templates';
import { nearest } from '../../nearest';
import type { HealthScribeConfig } from '../config/health-scribe-config';
import {
  all,
  either,
  firstViolated,
  flag,
  isObject,
  objectOf,
  problem,
  text,
  typed,
  type Validator,
  wholeNumber,
} from '../validation';
import { personasWithoutMfa } from './access/without-mfa';

/**
 * Regions with AWS HealthScribe. Its bucket, key and role are in the same Region.
 * Source: AWS General Reference, "Amazon Transcribe endpoints and quotas".
 */
export const HEALTH_SCRIBE_REGIONS: readonly string[] = ['us-east-1'];

const TEMPLATES = Object.keys(NOTE_TEMPLATES);

/** Names that the prose of AWS uses for two templates; the API knows neither. */
const ABBREVIATIONS: Readonly<Record<string, string>> = { BH_SOAP: 'BEHAVIORAL_SOAP', PH_SOAP: 'PHYSICAL_SOAP' };

const fields = objectOf({
  template: text(
    'the name of a note template',
    firstViolated<string>([
      {
        code: 'PB-CONFIG-140',
        holds: isNoteTemplate,
        message: `is not one of ${TEMPLATES.join(', ')}`,
        remedy: (name) =>
          `Use ${either([ABBREVIATIONS[name] ?? nearest(name, TEMPLATES, 1)[0] ?? DEFAULT_NOTE_TEMPLATE])}.`,
      },
    ]),
  ),
  speakers: wholeNumber(2, 30, 'Set the speakers of a recording.'),
  retentionHours: wholeNumber(1, 24, 'Set the hours during which a draft waits for its signature.'),
  keepSignedNotes: flag('Omit it for false.'),
  vpcOnly: flag('Omit it for false.'),
  dataEvents: flag('Omit it for false.'),
  pricePerMinute: typed(
    (value): value is number => typeof value === 'number' && value > 0 && value <= 100,
    'a number of USD above 0, at most 100',
    'Set the price of one minute of audio, or omit it.',
  ),
} satisfies Record<keyof HealthScribeConfig, Validator>);

const isPossible: Validator = (_, place) => {
  const { region } = place;
  if (region === undefined || HEALTH_SCRIBE_REGIONS.includes(region)) return [];
  return [
    problem('PB-CONFIG-141', place, {
      message: `is not possible in ${region}: AWS offers HealthScribe only in ${HEALTH_SCRIBE_REGIONS.join(', ')}`,
      remedy: `Remove it, or use a row of its own in ${either(HEALTH_SCRIBE_REGIONS)}.`,
    }),
  ];
};

/** Validates `healthScribe` of a row by itself. */
export const validateHealthScribe: Validator = all(fields, isPossible);

/** Patient data is reached with MFA, whatever the row says for its other personas. */
export const patientDataNeedsMfa: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.healthScribe)) return [];
  const { keepSignedNotes } = row.healthScribe;
  const personas = ['clinician', ...(keepSignedNotes === true ? (['records'] as const) : [])] as const;
  return personasWithoutMfa(row, place, personas).map(({ name, place: here, waivedBy }) =>
    problem('PB-CONFIG-142', here, {
      message: `would reach patient data without MFA, by mfa: false of ${waivedBy}`,
      remedy: `Name those who can meet MFA, or permission sets, under personas.${name}.trustedPrincipals.`,
    }),
  );
};

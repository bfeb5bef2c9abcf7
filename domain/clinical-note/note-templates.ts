/** Layout of a clinical note, in the spelling of the API. The prose of the Developer Guide shortens two of them. */
export type NoteTemplate =
  | 'HISTORY_AND_PHYSICAL'
  | 'GIRPP'
  | 'BIRP'
  | 'SIRP'
  | 'DAP'
  | 'BEHAVIORAL_SOAP'
  | 'PHYSICAL_SOAP';

/** Template that HealthScribe uses when a job does not name one. */
export const DEFAULT_NOTE_TEMPLATE: NoteTemplate = 'HISTORY_AND_PHYSICAL';

const SOAP = ['SUBJECTIVE', 'OBJECTIVE', 'ASSESSMENT', 'PLAN'] as const;

/**
 * Sections that each template makes. AWS documents those of HISTORY_AND_PHYSICAL and GIRPP; the others follow the letters
 * of the template. They order and explain; a note with other sections is read all the same.
 */
export const NOTE_TEMPLATES = {
  HISTORY_AND_PHYSICAL: [
    'CHIEF_COMPLAINT',
    'HISTORY_OF_PRESENT_ILLNESS',
    'REVIEW_OF_SYSTEMS',
    'PAST_MEDICAL_HISTORY',
    'PAST_FAMILY_HISTORY',
    'PAST_SOCIAL_HISTORY',
    'PHYSICAL_EXAMINATION',
    'DIAGNOSTIC_TESTING',
    'ASSESSMENT',
    'PLAN',
  ],
  GIRPP: ['GOAL', 'INTERVENTION', 'RESPONSE', 'PROGRESS', 'PLAN'],
  BIRP: ['BEHAVIOR', 'INTERVENTION', 'RESPONSE', 'PLAN'],
  SIRP: ['SITUATION', 'INTERVENTION', 'RESPONSE', 'PLAN'],
  DAP: ['DATA', 'ASSESSMENT', 'PLAN'],
  BEHAVIORAL_SOAP: SOAP,
  PHYSICAL_SOAP: SOAP,
} as const satisfies Readonly<Record<NoteTemplate, readonly string[]>>;

/** Tells whether the API knows a template of this name. */
export const isNoteTemplate = (name: string): name is NoteTemplate => Object.hasOwn(NOTE_TEMPLATES, name);

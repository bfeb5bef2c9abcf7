import fc from 'fast-check';
import { NOTE_TEMPLATES } from '../../domain/clinical-note/note-templates';
import { healthScribeSettings } from '../../domain/deployment/config/health-scribe-config';
import { BEDROCK_REGIONS } from '../../domain/models/regions';
import { type Failing, problemsOf, remediesOf } from '../deployment/rows';

const TEMPLATES = Object.keys(NOTE_TEMPLATES);

const scribe = (changes: object = {}) => ({ healthScribe: changes });
const WITHOUT_MFA = { principals: ['arn:aws:iam::111122223333:role/clinic'], mfa: false };

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['no object', { healthScribe: true }, 'healthScribe', '{ … }'],
  ['an unknown property', scribe({ retentionHour: 8 }), 'healthScribe.retentionHour', 'retentionHours'],
  ['a misspelled template', scribe({ template: 'GIRP' }), 'healthScribe.template', "'GIRPP'"],
  ['a template of prose', scribe({ template: 'BH_SOAP' }), 'healthScribe.template', "'BEHAVIORAL_SOAP'"],
  ['another template of prose', scribe({ template: 'PH_SOAP' }), 'healthScribe.template', "'PHYSICAL_SOAP'"],
  ['a template that is a number', scribe({ template: 1 }), 'healthScribe.template', 'in quotes'],
  ['one speaker', scribe({ speakers: 1 }), 'healthScribe.speakers', 'speakers'],
  ['31 speakers', scribe({ speakers: 31 }), 'healthScribe.speakers', 'speakers'],
  ['no time to sign', scribe({ retentionHours: 0 }), 'healthScribe.retentionHours', 'hours'],
  ['longer than the lifecycle', scribe({ retentionHours: 25 }), 'healthScribe.retentionHours', 'hours'],
  ['a part of an hour', scribe({ retentionHours: 1.5 }), 'healthScribe.retentionHours', 'hours'],
  ['text for a switch', scribe({ keepSignedNotes: 'true' }), 'healthScribe.keepSignedNotes', 'true'],
  ['a number for a switch', scribe({ vpcOnly: 1 }), 'healthScribe.vpcOnly', 'false'],
  ['a price of nothing', scribe({ pricePerMinute: 0 }), 'healthScribe.pricePerMinute', 'omit'],
  ['a price as text', scribe({ pricePerMinute: '0.1' }), 'healthScribe.pricePerMinute', 'omit'],
  ['a price without a value', scribe({ pricePerMinute: Number.NaN }), 'healthScribe.pricePerMinute', 'omit'],
  [
    'an exception for a clinician who is not there',
    { personas: { clinician: {} } },
    'personas.clinician',
    'add healthScribe',
  ],
  [
    'an exception for records that nobody keeps',
    { ...scribe(), personas: { records: {} } },
    'personas.records',
    'add healthScribe.keepSignedNotes',
  ],
  [
    'a clinician without MFA',
    { ...scribe(), personas: { clinician: { trustedPrincipals: WITHOUT_MFA } } },
    'personas.clinician',
    'personas.clinician.trustedPrincipals',
  ],
  [
    'signed notes without MFA',
    { ...scribe({ keepSignedNotes: true }), personas: { records: { trustedPrincipals: WITHOUT_MFA } } },
    'personas.records',
    'permission sets',
  ],
  [
    'a row without MFA, whose clinician says nothing',
    { ...scribe(), trustedPrincipals: WITHOUT_MFA },
    'personas.clinician',
    'MFA',
  ],
];

test.each(FAILING)('%s', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test.each([
  ['nothing but the switch', scribe()],
  ['every property', scribe({ ...healthScribeSettings({}), keepSignedNotes: true, pricePerMinute: 0.1 })],
  ['a persona for it', { ...scribe(), personas: { clinician: { sessionHours: 2 } } }],
  ['a reader of signed notes', { ...scribe({ keepSignedNotes: true }), personas: { records: {} } }],
  [
    'a row without MFA whose clinician has it',
    {
      ...scribe({ keepSignedNotes: true }),
      trustedPrincipals: WITHOUT_MFA,
      personas: {
        clinician: { trustedPrincipals: { permissionSets: ['Clinician'] } },
        records: { trustedPrincipals: { principals: ['111122223333'] } },
      },
    },
  ],
])('%s is no mistake', (_, changes) => {
  expect(problemsOf(changes)).toEqual([]);
});

test('every template of the API is accepted, and no other text', () => {
  const text = fc.oneof(fc.constantFrom(...TEMPLATES), fc.stringMatching(/^[A-Z_]{1,20}$/), fc.string());
  fc.assert(
    fc.property(text, (template) => {
      const codes = problemsOf(scribe({ template })).map(({ code }) => code);
      expect(codes).toEqual(TEMPLATES.includes(template) ? [] : ['PB-CONFIG-140']);
    }),
  );
});

test('PB-CONFIG-141: only us-east-1 has HealthScribe, and each other Region is refused with the reason', () => {
  for (const region of BEDROCK_REGIONS) {
    const problems = problemsOf({ region, ...scribe() }).filter(({ path }) => path === 'test.healthScribe');
    expect([region, problems.map(({ code }) => code)]).toEqual([
      region,
      region === 'us-east-1' ? [] : ['PB-CONFIG-141'],
    ]);
    for (const { message } of problems) expect(message).toContain('only in us-east-1');
  }
});

test('PB-CONFIG-142: the session of a clinician has MFA', () => {
  const changes = { ...scribe(), trustedPrincipals: WITHOUT_MFA };
  expect(problemsOf(changes).map(({ code }) => code)).toEqual(['PB-CONFIG-142']);
});

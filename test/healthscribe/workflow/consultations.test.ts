import { NOTE_TEMPLATES } from '../../../domain/clinical-note/note-templates';
import { rawOutputs } from '../../../sandbox/consultations/raw-outputs';
import { readConsultations, recordingOf } from '../../../sandbox/consultations/write-consultations';
import { execute } from '../../support/execution';
import { ScribingStandIn } from '../../support/scribing/scribing-stand-in';
import { definition } from './definition';

const consultations = readConsultations();

/** Status of the draft, or end, with which a consultation is told. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  READY: ['READY', 'Signed'],
  NEEDS_REVIEW: ['NEEDS_REVIEW', 'Signed'],
  JobFailed: ['JobFailed'],
  AudioRejected: ['AudioRejected TooLong'],
};

test('the consultations have every template and every end', () => {
  expect(new Set(consultations.map(({ template }) => template))).toEqual(new Set(Object.keys(NOTE_TEMPLATES)));
  expect(new Set(consultations.map(({ outcome }) => outcome))).toEqual(new Set(Object.keys(TOLD)));
});

test.each(consultations.map((one) => [one.outcome, one.template, one.name, one.about, one] as const))(
  '%s of %s: %s: %s',
  async (outcome, template, _, __, consultation) => {
    const { content, extension, metadata } = recordingOf(consultation);
    const standIn = new ScribingStandIn().record(content, { extension, metadata });
    const { transcript, summary } = rawOutputs(consultation);
    Object.assign(standIn.jobs, {
      ending: outcome === 'JobFailed' ? 'FAILED' : 'COMPLETED',
      outputs: { transcript: JSON.stringify(transcript), summary: JSON.stringify(summary) },
    });
    let draft:
      | { readonly template: string; readonly evidence: { readonly doubts: readonly { readonly sentence: string }[] } }
      | undefined;
    standIn.clinician = (wait) => {
      draft = JSON.parse(standIn.s3.text('patients', standIn.keys.draft)) as typeof draft;
      standIn.sign(wait);
    };
    const { history } = await execute(definition, standIn);
    expect(standIn.told).toEqual(TOLD[outcome]);
    expect(draft?.template).toBe(TOLD[outcome]?.length === 2 ? template : undefined);
    expect(draft?.evidence.doubts.map(({ sentence }) => sentence) ?? []).toEqual(consultation.doubts ?? []);
    expect(standIn.left).toEqual([]);
    // Whatever AWS answers is in the history as well, under the patient key: this looks at what the states pass on.
    const kept = JSON.stringify([
      history.filter((event) => (event as { type: string }).type === 'StateExited'),
      standIn.events,
      standIn.notices,
    ]);
    for (const { SummarizedSegment } of sentencesIn(summary)) expect(kept).not.toContain(SummarizedSegment);
  },
);

const sentencesIn = (summary: unknown) =>
  (
    summary as { ClinicalDocumentation: { Sections: { Summary: { SummarizedSegment: string }[] }[] } }
  ).ClinicalDocumentation.Sections.flatMap(({ Summary }) => Summary);

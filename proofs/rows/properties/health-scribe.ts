import fc from 'fast-check';
import { NOTE_TEMPLATES, type NoteTemplate } from '../../../domain/clinical-note/note-templates';
import { HEALTH_SCRIBE_REGIONS } from '../../../domain/deployment/row/validate-health-scribe';
import type { PropertyRows } from '../property';

/** HealthScribe with any settings, in its Region: in one row of two there, so that it comes beside everything else. */
export const healthScribe: PropertyRows<'healthScribe'> = (region) =>
  HEALTH_SCRIBE_REGIONS.includes(region)
    ? fc.option(
        fc.record(
          {
            template: fc.constantFrom(...(Object.keys(NOTE_TEMPLATES) as NoteTemplate[])),
            speakers: fc.integer({ min: 2, max: 30 }),
            retentionHours: fc.integer({ min: 1, max: 24 }),
            keepSignedNotes: fc.boolean(),
            vpcOnly: fc.boolean(),
            dataEvents: fc.boolean(),
            pricePerMinute: fc.double({ min: 0.001, max: 100, noNaN: true }),
          },
          { requiredKeys: [] },
        ),
        { nil: undefined, freq: 1 },
      )
    : fc.constant(undefined);

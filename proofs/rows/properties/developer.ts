import fc from 'fast-check';
import { DEVELOPER_REGIONS } from '../../../domain/deployment/row/validate-developer';
import type { PropertyRows } from '../property';
import { mcpServers } from './mcp-servers';

/** Logs of Amazon Q Developer for any time, in its Regions: in one row of two there, so that they come beside everything else. */
export const developer: PropertyRows<'developer'> = (region) =>
  DEVELOPER_REGIONS.includes(region)
    ? fc.option(
        fc.record(
          {
            promptDays: fc.integer({ min: 1, max: 3653 }),
            reportDays: fc.integer({ min: 1, max: 3653 }),
            mcpServers,
          },
          { requiredKeys: [] },
        ),
        { nil: undefined, freq: 1 },
      )
    : fc.constant(undefined);

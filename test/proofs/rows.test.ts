import fc from 'fast-check';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { GEOGRAPHIES } from '../../domain/models/catalogue-model';
import { BEDROCK_PLANES } from '../../domain/models/planes';
import { formatRow, randomRows, rows } from '../../proofs/rows/rows';

describe('the generator of rows', () => {
  test('makes rows that the configuration accepts', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(validateDeployments({ row }, new Date())).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('makes the same rows for the same seed', () => {
    expect(randomRows(7, 5)).toEqual(randomRows(7, 5));
    expect(randomRows(7, 5)).not.toEqual(randomRows(8, 5));
  });

  test('prints rows that can be pasted', () => {
    for (const row of randomRows(1, 100)) {
      const pasted: unknown = new Function(`return { ${formatRow('acme', row)} }`)();
      expect(pasted).toEqual({ acme: row });
    }
  });

  test('makes every kind of row', () => {
    const many = randomRows(1, 500);
    const models = many.flatMap((row) => row.models);
    const kinds: Readonly<Record<string, boolean>> = {
      ...Object.fromEntries(BEDROCK_PLANES.map((plane) => [plane, many.some((row) => row.planes?.includes(plane))])),
      ...Object.fromEntries(
        [...GEOGRAPHIES, 'global', 'amazon'].map((prefix) => [
          prefix,
          models.some((model) => typeof model === 'string' && model.startsWith(`${prefix}.`)),
        ]),
      ),
      'declared model': models.some((model) => typeof model === 'string' && model.includes('acme.')),
      'application profile': models.some((model) => typeof model === 'object'),
      deployment: models.some((model) => String(model).includes(':custom-model-deployment/')),
      provisioned: models.some((model) => String(model).includes(':provisioned-model/')),
      'existing VPC': many.some(({ network }) => 'vpcId' in network),
      'clients of the endpoints': many.some(
        ({ network }) => 'vpcId' in network && network.clientSecurityGroups?.length,
      ),
      'new VPC': many.some(({ network }) => 'cidr' in network),
      guardrail: many.some(({ guardrail }) => guardrail),
      'without guardrail': many.some(({ guardrail }) => !guardrail),
      vpcOnly: many.some(({ fineTuning }) => fineTuning?.vpcOnly),
      'Object Lock': many.some(({ fineTuning }) => fineTuning?.objectLockDays),
      'without fine-tuning': many.some(({ fineTuning }) => !fineTuning),
      keepData: many.some(({ keepData }) => keepData),
      'without keepData': many.some(({ keepData }) => !keepData),
      'trusted principals': many.some(({ trustedPrincipals }) => trustedPrincipals),
      'long sessions': many.some(({ sessionHours = 1 }) => sessionHours > 1),
      'invoker calls models': many.some(({ invokerCallsModels }) => invokerCallsModels),
    };
    expect(Object.entries(kinds).filter(([, isMade]) => !isMade)).toEqual([]);
    expect(new Set(many.map(({ region }) => region)).size).toBeGreaterThan(25);
  });
});

import fc from 'fast-check';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { PASSING, row, TODAY } from './rows';

describe('whatever stands in the table', () => {
  const wellFormed = {
    deployment: expect.any(String),
    path: expect.any(String),
    code: expect.stringMatching(/^PB-CONFIG-\d{3}$/),
    message: expect.any(String),
    remedy: expect.any(String),
  };

  /** Calls the check; that it throws would be the failure. */
  const expectProblems = (table: Readonly<Record<string, unknown>>) => {
    const problems = validateDeployments(table, TODAY);
    for (const { value, ...problem } of problems) {
      expect(problem).toEqual(wellFormed);
      expect(['string', 'undefined']).toContain(typeof value);
    }
    return problems;
  };

  test('any JSON for rows gives problems and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (table) => {
        const problems = expectProblems(table);
        expect(problems.length).toBeGreaterThanOrEqual(Object.keys(table).length);
      }),
    );
  });

  const full = PASSING[1]?.[1] ?? {};
  const paths = Object.keys(row(full));

  test('any value for any property gives problems of that property alone, or of what depends on it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.anything({ withBigInt: true, withDate: true }), (name, value) => {
        const problems = expectProblems({ test: row({ ...full, [name]: value }) });
        const elsewhere = problems.filter(({ path }) => !path.startsWith(`test.${name}`));
        // Without a property, what depends on it is a mistake.
        if (name !== 'region' && name !== 'keepData' && value !== undefined) expect(elsewhere).toEqual([]);
      }),
    );
  });

  test.each(['network', 'inference', 'trustedPrincipals', 'fineTuning', 'guardrail'])(
    'any JSON inside %s is judged, not thrown at',
    (name) => {
      const keys = ['cidr', 'vpcId', 'subnets', 'memoryMiB', 'principals', 'baseModels', 'deniedTopics', 'maskedPii'];
      const anything = fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), fc.jsonValue());
      fc.assert(fc.property(anything, (value) => void expectProblems({ test: row({ [name]: value }) })));
    },
  );
});

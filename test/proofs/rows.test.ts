import { Validations } from 'aws-cdk-lib';
import fc from 'fast-check';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { GEOGRAPHIES } from '../../domain/models/catalogue-model';
import type { ModelReference } from '../../domain/models/model-reference';
import { BEDROCK_PLANES } from '../../domain/models/planes';
import { SENTENCES } from '../../proofs/decisions/sentences/all';
import { KeptResults } from '../../proofs/kept-results';
import { absentWords } from '../../proofs/rows/absent-words';
import { ODD_ROWS } from '../../proofs/rows/odd-rows';
import { proveRandomRows } from '../../proofs/rows/random-rows';
import { rowFaults } from '../../proofs/rows/row-faults';
import { formatRow, randomRows, rows } from '../../proofs/rows/rows';

/** Geography, provider, kind of resource: what a reference begins with. */
const kindOf = (model: ModelReference) =>
  typeof model === 'object' ? 'application profile' : model.split(model.startsWith('arn:') ? '/' : '.')[0];

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
      'endpoints that exist': many.some(
        ({ network }) => 'vpcId' in network && network.interfaceEndpoints?.length && !network.ownerAccount,
      ),
      'a shared VPC': many.some(({ network }) => 'vpcId' in network && network.ownerAccount),
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
      'eight models': many.some((row) => row.models.length >= 8),
      'four kinds of reference in a row': many.some((row) => new Set(row.models.map(kindOf)).size >= 4),
      'a guardrail that judges in other Regions, with fine-tuning': many.some(
        ({ guardrail, fineTuning }) => guardrail?.tier === 'standard' && fineTuning,
      ),
      'invoker calls models': many.some(({ invokerCallsModels }) => invokerCallsModels),
    };
    expect(Object.entries(kinds).filter(([, isMade]) => !isMade)).toEqual([]);
    expect(new Set(many.map(({ region }) => region)).size).toBeGreaterThan(25);
  });
});

describe('an odd row works: templates, rule packs, proofs, cost, diagrams', () => {
  test.each(Object.entries(ODD_ROWS))('%s', async (name, row) => {
    expect(await rowFaults(name, row)).toEqual([]);
  });
});

describe('a fault of a row', () => {
  const { least } = ODD_ROWS as { readonly least: DeploymentConfig };

  test('of the configuration is named', async () => {
    expect(await rowFaults('least', { ...least, region: 'eu-west-9' })).toEqual([
      expect.stringContaining('PB-CONFIG-020 least.region'),
    ]);
  });

  test('is a sentence that is decided on no request', async () => {
    jest.spyOn(SENTENCES, 'the key').mockReturnValue([{ says: 'the key is safe', points: [] }]);
    expect(await rowFaults('least', least)).toEqual(['decisions: the key is safe: decided on no request']);
  });

  test('is an open finding of a rule pack', async () => {
    jest.spyOn(Validations.prototype, 'acknowledge').mockReturnValue();
    jest.spyOn(console, 'error').mockReturnValue();
    expect(await rowFaults('least', least)).toContainEqual(expect.stringMatching(/^AwsSolutions-IAM5.+ at least\//));
  });

  test('is a description of what the row does not have', () => {
    const stack = {
      id: 'least/Foundation',
      template: { Description: 'Private Bedrock: key, guardrail', Resources: {} },
    };
    const described = (config: DeploymentConfig) =>
      absentWords({
        folder: '',
        stacks: [
          { ...stack, stackName: '', region: '', terminationProtection: false, templateFile: '', templateBytes: 0 },
        ],
        accounts: [],
        deployments: [{ name: 'least', path: 'least', config }],
      });
    expect(described({ ...least, guardrail: {} })).toEqual([]);
    expect(described(least)).toEqual([
      "least/Foundation says 'Private Bedrock: key, guardrail', and the row has no guardrail",
    ]);
  });

  test('is what throws, in words', async () => {
    jest.spyOn(SENTENCES, 'the key').mockImplementation(() => {
      throw new Error('no key');
    });
    expect(await rowFaults('least', least)).toEqual(['decisions: Error: no key']);
  });

  test('of a random row is printed with the smallest row that has it', async () => {
    const faultsOf: typeof rowFaults = async (_, { guardrail }) => (guardrail ? ['decisions: no. But: why'] : []);
    const broken = await proveRandomRows(1, 10, KeptResults.open('build/none.json', ''), () => undefined, faultsOf);
    const [fault = '', row = ''] = broken;
    expect(fault).toMatch(/^random\dx* of seed 1: decisions: no. But: why$/);
    const [smallest] = Object.values(new Function(`return { ${row} }`)()) as object[];
    const needed = ['declaredModels', 'guardrail', 'models', 'network', 'region'];
    expect(Object.keys(smallest ?? {}).filter((property) => !needed.includes(property))).toEqual([]);
    expect(smallest).toHaveProperty('guardrail');
  });
});

afterEach(() => jest.restoreAllMocks());

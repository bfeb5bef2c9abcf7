import { RESOURCE_TYPES, replacedBy } from '../../domain/template/create-only';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { ODD_ROWS } from '../../proofs/rows/odd-rows';
import { rowFaults } from '../../proofs/rows/row-faults';
import { deployment } from '../support/synth';

const script = (): Promise<{ readonly resourceTypes: (types: readonly string[]) => object }> =>
  // @ts-expect-error: a script has no types
  import('../../tools/create-only.mjs');

describe('the facts about resource types', () => {
  test('are those of the installed CDK CLI (node tools/create-only.mjs if this fails)', async () => {
    const { resourceTypes } = await script();
    expect(resourceTypes(Object.keys(RESOURCE_TYPES))).toEqual(RESOURCE_TYPES);
    expect(() => resourceTypes(['AWS::No::Such'])).toThrow('does not know AWS::No::Such');
  });

  test.each(Object.keys(DEPLOYMENTS) as (keyof typeof DEPLOYMENTS)[])('cover the templates of %s', (name) => {
    const { units } = deployment(name);
    const types = units.flatMap((unit) => Object.values(deployment(name).template(unit).toJSON().Resources));
    const unknown = (types as { readonly Type: string }[]).filter(({ Type }) => !RESOURCE_TYPES[Type]);
    expect(unknown).toEqual([]);
  });

  // The random and odd rows of the proofs have the same look.
  test('are missed by the proofs of rows', async () => {
    const { least } = ODD_ROWS;
    if (!least) throw new Error('no row');
    jest.replaceProperty(RESOURCE_TYPES as Record<string, object | undefined>, 'AWS::KMS::Key', undefined);
    expect(await rowFaults('least', least)).toEqual([
      'plan: AWS::KMS::Key is not in resource-types.json: node tools/create-only.mjs AWS::KMS::Key',
    ]);
  });
});

afterEach(() => jest.restoreAllMocks());

describe('an update replaces a resource', () => {
  const bucket = (Properties: Readonly<Record<string, unknown>>) => ({ Type: 'AWS::S3::Bucket', Properties });

  test.each([
    ['with another create-only property', bucket({ BucketName: 'a' }), bucket({ BucketName: 'b' }), ['BucketName']],
    ['with a new create-only property', bucket({}), bucket({ ObjectLockEnabled: true }), ['ObjectLockEnabled']],
    ['of another type', bucket({}), { Type: 'AWS::KMS::Key' }, ['Type']],
    ['never in place of an equal one', bucket({ BucketName: { Ref: 'A' } }), bucket({ BucketName: { Ref: 'A' } }), []],
    ['never for another property', bucket({}), bucket({ Tags: [] }), []],
    [
      'where the registry says it may',
      { Type: 'AWS::EC2::VPC', Properties: { InstanceTenancy: 'default' } },
      { Type: 'AWS::EC2::VPC', Properties: { InstanceTenancy: 'dedicated' } },
      ['InstanceTenancy'],
    ],
  ])('%s', (_, before, after, properties) => {
    expect(replacedBy(before, after)).toEqual(properties);
  });
});

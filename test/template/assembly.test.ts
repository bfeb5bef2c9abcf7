import fc from 'fast-check';
import { RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { OperatorError } from '../../domain/operator-error';
import { type Assembly, parseAssembly } from '../../domain/template/assembly';

/** A whole assembly with one of everything that is read. */
const FILES: Readonly<Record<string, unknown>> = {
  'manifest.json': {
    artifacts: {
      stack: {
        type: 'aws:cloudformation:stack',
        displayName: 'sandbox/Unit',
        properties: { templateFile: 'unit.json', stackName: 'unit' },
      },
    },
  },
  'unit.json': { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'a' } } } },
  'validation-report.json': { pluginReports: [{ pluginName: 'a', violations: [], suppressedViolations: [] }] },
  [RECORDS_FILE]: { format: 1, deployments: [{ name: 'sandbox', path: 'sandbox', config: {} }] },
};

type Path = readonly (string | number)[];

const placesIn = (value: unknown): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? [[], ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner).map((path) => [name, ...path]))]
    : [[]];

const replaced = (value: unknown, [name, ...rest]: Path, by: unknown): unknown => {
  if (name === undefined) return by;
  const copy: Record<string, unknown> = { ...(value as object) };
  copy[name] = replaced(copy[name], rest, by);
  return Array.isArray(value) ? Object.values(copy) : copy;
};

const readWith = (file: string, text: string): Assembly =>
  parseAssembly('cdk.out', (name) => {
    if (name === file) return text;
    return name in FILES ? JSON.stringify(FILES[name]) : undefined;
  });

const PLACES = Object.entries(FILES).flatMap(([file, value]) =>
  placesIn(value).map((path): [string, Path] => [file, path]),
);

test.each([
  ['manifest.json', ['artifacts'], 'PB-TEMPLATE-004', 'cdk.out/manifest.json cannot be read: artifacts is not'],
  ['manifest.json', ['artifacts', 'stack'], 'PB-TEMPLATE-004', 'artifacts.stack is not'],
  ['unit.json', ['Resources'], 'PB-TEMPLATE-004', 'cdk.out/unit.json cannot be read: Resources is not'],
  ['unit.json', ['Resources', 'Bucket'], 'PB-TEMPLATE-004', 'Resources.Bucket is not an object'],
  ['unit.json', ['Resources', 'Bucket', 'Type'], 'PB-TEMPLATE-004', 'Resources.Bucket has no type of CloudFormation'],
  ['unit.json', ['Resources', 'Bucket', 'Properties'], 'PB-TEMPLATE-004', 'Resources.Bucket.Properties is not'],
  ['validation-report.json', ['pluginReports'], 'PB-TEMPLATE-004', 'pluginReports is not a list'],
  ['validation-report.json', ['pluginReports', 0], 'PB-TEMPLATE-004', 'pluginReports is not a list'],
  [RECORDS_FILE, ['deployments'], 'PB-TEMPLATE-003', 'has a deployment without name, path or config'],
  [RECORDS_FILE, ['deployments', 0], 'PB-TEMPLATE-003', 'has a deployment without name, path or config'],
  [RECORDS_FILE, [], 'PB-TEMPLATE-003', 'has format undefined'],
] as const)('%s with a number at %j', (file, path, code, message) => {
  const text = JSON.stringify(replaced(FILES[file], path, 5));
  const read = () => readWith(file, text);
  expect(read).toThrow(message);
  expect(read).toThrow(expect.objectContaining({ code }));
});

test('whatever a file holds, it is read or named', () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, 5, '', 'toString', '__proto__', [], [null], {}, { a: null }, { toString: '' }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...PLACES), anything, ([file, path], value) => {
      const text = JSON.stringify(replaced(FILES[file], path, value));
      try {
        const { stacks, deployments } = readWith(file, text);
        // What was read has the shape that commands rely on.
        for (const { template } of stacks) {
          for (const { Type, Properties = {} } of Object.values(template.Resources)) {
            expect([Type, Object.keys(Properties)]).toEqual([expect.stringContaining('::'), expect.any(Array)]);
          }
        }
        for (const { name, path: at } of deployments) expect([typeof name, typeof at]).toEqual(['string', 'string']);
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each(['', '{', 'null', '[]', '"text"'])('a file that is %j is named', (text) => {
  for (const file of Object.keys(FILES)) {
    if (file === RECORDS_FILE && text === '[]') continue;
    expect(() => readWith(file, text)).toThrow(OperatorError);
  }
});

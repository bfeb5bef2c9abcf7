import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cost, endpoint, estimateOf, inference } from '../support/cost-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

describe('prices of your own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'prices-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const priceFile = (content: string) => {
    writeFileSync(join(folder, 'prices.json'), content);
    return join(folder, 'prices.json');
  };

  test('change the sum, and can price a model that the table has not', async () => {
    const file = priceFile('{ "endpoint-hour": 0.02, "deepseek.v3.2 input": 1, "deepseek.v3.2 output": 2 }');
    const resources = {
      A: endpoint('bedrock-runtime', 2),
      Log: { Type: 'AWS::Logs::LogGroup' },
      F: inference(['deepseek.v3.2']),
    };
    const { usd, models } = await estimateOf(resources, '--prices', file, '--requests', '1000');
    expect(usd('bedrock-runtime endpoint')).toBeCloseTo(29.2, 9);
    expect(usd('deepseek.v3.2 output')).toBeCloseTo(0.6, 9);
    expect(models).toEqual([{ model: 'deepseek.v3.2', usdPerThousand: expect.closeTo(1.6, 9) }]);
  });

  test.each([
    [
      '{ "endpoint-hour": -1, "endpoint-minute": 1 }',
      /endpoint-hour is not a price: -1; endpoint-minute is not the name of/,
    ],
    ['{ "trace": "5" }', /trace is not a price: 5/],
    ['[1]', /is not a JSON object/],
    ['{', /is not a JSON object/],
  ])('%s is refused', async (content, message) => {
    const { status, stderr, stdout } = await cost('--prices', priceFile(content));
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  });

  test('another Region is warned of', async () => {
    const there = handMadeAssembly({ 'eu/Unit': { Key: { Type: 'AWS::KMS::Key' } } }, 'eu-west-1');
    expect((await cost('--app', there)).stdout.replace(/\s+/g, ' ')).toContain(
      'All prices are for us-east-1; they can differ in eu-west-1.',
    );
    const here = handMadeAssembly({ 'us/Unit': { Key: { Type: 'AWS::KMS::Key' } } });
    expect((await cost('--app', here)).stdout).not.toContain('can differ');
  });
});

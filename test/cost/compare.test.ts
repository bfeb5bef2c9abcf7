import { rmSync } from 'node:fs';
import { cost, endpoint } from '../support/cost-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

describe('--compare', () => {
  const before = handMadeAssembly({
    'sandbox/Endpoints': { A: endpoint('bedrock-runtime', 2), Gone: endpoint('bedrock', 1) },
    'sandbox/Foundation': { Key: { Type: 'AWS::KMS::Key' } },
  });
  const after = handMadeAssembly({
    'sandbox/Endpoints': { A: endpoint('bedrock-runtime', 3) },
    'sandbox/Foundation': {
      Key: { Type: 'AWS::KMS::Key' },
      More: { Type: 'AWS::KMS::Key' },
      New: { Type: 'AWS::X::Y' },
    },
  });
  afterAll(() => {
    for (const folder of [before, after]) rmSync(folder, { recursive: true });
  });

  test('says what differs by stack and resource, with its sign, as Markdown', async () => {
    const { status, stdout } = await cost(
      '--app',
      after,
      '--compare',
      before,
      '--key-requests',
      '0',
      '--endpoint-gb',
      '0',
    );
    expect(status).toBe(0);
    expect(stdout).toBe(`**+1.00 USD a month** (22.90 → at least 23.90); +1.00 of it per hour, with or without use.

| stack | resource | what | before | after | change |
|---|---|---|--:|--:|--:|
| Endpoints | \`A\` | bedrock-runtime endpoint | 14.60 | 21.90 | +7.30 |
| Endpoints | \`Gone\` | bedrock endpoint | 7.30 | 0.00 | -7.30 |
| **Endpoints** |  |  | 21.90 | 21.90 | **0.00** |
| Foundation | \`More\` | customer managed key | 0.00 | 1.00 | +1.00 |
| **Foundation** |  |  | 0.00 | 1.00 | **+1.00** |

Added, without a price:
- \`AWS::X::Y\` \`New\` in sandbox/Foundation: a resource type without a price in this command
`);
  });

  test('as JSON; and an assembly compared with itself changes nothing', async () => {
    const json = JSON.parse((await cost('--app', after, '--compare', before, '--json')).stdout);
    expect(json).toMatchObject({ fixedChange: expect.closeTo(1, 9), unpricedRemoved: [] });
    expect(json.rows).toHaveLength(5);
    const same = await cost('--app', after, '--compare', after);
    expect([same.status, same.stdout]).toEqual([0, expect.stringMatching(/^\*\*0\.00 USD.*No priced resource/s)]);
  });
});

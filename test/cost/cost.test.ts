import { metricCount } from '../../cli/cost/resources/telemetry/metric-cost';
import { OPERATIONS, type Operation } from '../../lambda/inference/contract';
import { logLine } from '../../lambda/shared/telemetry';
import { cost, endpoint, estimateOf, inference, LITE } from '../support/cost-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

describe('npm run cost: sums by hand', () => {
  test('an interface endpoint is paid in each zone, 730 hours, and by the GB; a gateway endpoint is free', async () => {
    const { usd, free, optional } = await estimateOf(
      { A: endpoint('bedrock-runtime', 3), B: endpoint('s3', 0, 'Gateway') },
      '--endpoint-gb',
      '50',
    );
    expect(usd('bedrock-runtime endpoint')).toBeCloseTo(21.9, 9);
    expect(usd('bedrock-runtime endpoint: data')).toBeCloseTo(0.5, 9);
    expect(free).toMatchObject([{ type: 'AWS::EC2::VPCEndpoint', count: 1, source: expect.stringMatching(/^https:/) }]);
    expect(optional.map(({ plane, usd }) => [plane, Number(usd.toFixed(2))])).toEqual([
      ['bedrock', 21.9],
      ['bedrock-agent', 21.9],
      ['bedrock-agent-runtime', 21.9],
    ]);
  });

  test('the function: invocations, GB-seconds of its architecture, traces, tokens, logs', async () => {
    const log = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } };
    const flags = ['--requests', '1000000', '--seconds', '2', '--trace-percent', '10', '--log-kb', '5'];
    const tokens = ['--input-tokens', '2000', '--output-tokens', '500'];
    const { usd } = await estimateOf({ Log: log, F: inference([LITE]) }, ...flags, ...tokens);
    expect(usd('invocations')).toBeCloseTo(0.2, 9);
    expect(usd('run time, arm64')).toBeCloseTo(13.3334, 9); // 1e6 × 2 s × 0.5 GB × 0.0000133334
    expect(usd('X-Ray traces')).toBeCloseTo(0.5, 9); // 100,000 × 5 per million
    expect(usd(`${LITE} input`)).toBeCloseTo(120, 9); // 2e9 tokens × 0.06 per million
    expect(usd(`${LITE} output`)).toBeCloseTo(120, 9); // 5e8 × 0.24 per million
    expect(usd('log')).toBeCloseTo(2.5, 9); // 5 GB × 0.5
    expect(usd('log storage')).toBeCloseTo(1.8, 9); // 5 GB × 12 months × 0.03
    const { usd: onIntel } = await estimateOf(
      { Log: log, F: inference([LITE], { Architectures: undefined }) },
      ...flags,
    );
    expect(onIntel('run time, x86_64')).toBeCloseTo(16.6667, 9);
  });

  test('requests by model, with tokens of their own', async () => {
    const sonnet = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const { usd, models } = await estimateOf(
      { Log: { Type: 'AWS::Logs::LogGroup' }, F: inference([LITE, sonnet]) },
      ...['--requests', '1000', '--share', `${LITE}=75`, `${sonnet}=25`, '--tokens', `${sonnet}=4000/1000`],
    );
    expect(usd(`${LITE} input`)).toBeCloseTo(0.045, 9); // 750 × 1000 × 0.06 per million
    expect(usd(`${sonnet} input`)).toBeCloseTo(3, 9); // 250 × 4000 × 3 per million
    expect(usd(`${sonnet} output`)).toBeCloseTo(3.75, 9); // 250 × 1000 × 15 per million
    expect(models.map(({ model, usdPerThousand }) => [model, Number(usdPerThousand?.toFixed(6))])).toEqual([
      [LITE, 0.132],
      [sonnet, 27],
    ]);
  });

  test('syncs: the function and the workflow of documents are not those of training sets', async () => {
    const Variables = { BUCKET: 'documents', GROUPS: '[]' };
    const { Properties, ...ingestion } = inference([LITE]);
    const { usd, unpriced } = await estimateOf(
      {
        Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } },
        F: { ...ingestion, Properties: { ...Properties, Environment: { Variables } } },
        Workflow: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            DefinitionString: { 'Fn::Join': ['', ['{"FunctionName":"', { 'Fn::GetAtt': ['F', 'Arn'] }, '"}']] },
          },
        },
      },
      ...['--syncs', '1000', '--sync-seconds', '20', '--sync-steps', '50', '--log-kb', '500'],
    );
    expect(usd('invocations')).toBeCloseTo(0.0004, 9); // 2,000 × 0.2 per million
    expect(usd('run time, arm64')).toBeCloseTo(0.133334, 9); // 1,000 × 20 s × 0.5 GB × 0.0000133334
    expect(usd('states of the workflow')).toBeCloseTo(1.25, 9); // 50,000 × 0.025 per thousand
    expect(usd('events about the end')).toBeCloseTo(0.001, 9); // 1,000 × 1 per million
    expect(usd('log')).toBeCloseTo(0.5, 9); // 2,000 × 500 KB × 0.5 per GB
    expect(unpriced).toEqual([]);
  });

  test('a knowledge base: vectors and answers, which are no requests to the inference function', async () => {
    const Variables = { ALLOWED_MODELS: JSON.stringify([LITE]), KNOWLEDGE_BASE_ID: 'ABCDEFGHIJ' };
    const { usd, unpriced } = await estimateOf(
      {
        Log: { Type: 'AWS::Logs::LogGroup' },
        Index: { Type: 'AWS::S3Vectors::Index' },
        Base: { Type: 'AWS::Bedrock::KnowledgeBase' },
        F: inference([LITE], { Environment: { Variables } }),
      },
      ...['--questions', '1000000', '--vector-gb', '10', '--vector-written-gb', '5', '--question-tokens', '3000'],
    );
    expect(usd('vectors')).toBeCloseTo(0.6, 9); // 10 GB × 0.06
    expect(usd('vectors of a sync')).toBeCloseTo(1, 9); // 5 GB × 0.20
    expect(usd('queries')).toBeCloseTo(2.5, 9);
    expect(usd('invocations')).toBeCloseTo(0.2, 9); // of the knowledge function, and of no other
    expect(usd(`${LITE} input`)).toBeCloseTo(180, 9); // 3e9 tokens × 0.06 per million
    expect(usd(`${LITE} output`)).toBeCloseTo(72, 9); // 3e8 × 0.24 per million
    expect(JSON.stringify(unpriced)).toMatch(/data that queries read.*tokens of the embedding model/);
  });

  test.each([
    ['the assumed turns', '3', 20, 6, 3],
    ['the turns of the row, if they are fewer', '9', 2, 3, 2],
  ])(
    'runs of the agent: each turn reads everything before it again, for %s',
    async (_, turns, maxTurns, inputs, outputs) => {
      const AGENT = JSON.stringify({ maxTurns, maxTokens: 4_096, maxSeconds: 60 });
      const Variables = { ALLOWED_MODELS: JSON.stringify([LITE]), KNOWLEDGE_BASE_ID: 'ABCDEFGHIJ', AGENT };
      const flags = [
        '--questions',
        '0',
        '--agent-runs',
        '1000000',
        '--agent-turns',
        turns,
        '--question-tokens',
        '3000',
      ];
      const { usd } = await estimateOf(
        { Log: { Type: 'AWS::Logs::LogGroup' }, F: inference([LITE], { Environment: { Variables } }) },
        ...flags,
      );
      expect(usd(`${LITE} input of the agent`)).toBeCloseTo(180 * inputs, 9); // 3e9 tokens × 0.06 per million
      expect(usd(`${LITE} output of the agent`)).toBeCloseTo(72 * outputs, 9); // 3e8 × 0.24 per million
      expect(usd('invocations')).toBeCloseTo(0.2, 9);
    },
  );

  test('questions that Bedrock answers by itself are others than those of the knowledge function', async () => {
    const asking = { ALLOWED_MODELS: JSON.stringify([LITE]), KNOWLEDGE_BASE_ID: 'ABCDEFGHIJ' };
    const delegated = { ...asking, DELEGATED: '{"retrieveAndGenerate":true}' };
    const functionWith = (Variables: object) => inference([LITE], { Environment: { Variables } });
    const log = { Log: { Type: 'AWS::Logs::LogGroup' } };
    const flags = ['--questions', '1000000', '--delegated-questions', '2000000', '--question-tokens', '3000'];
    const own = await estimateOf({ ...log, F: functionWith(asking) }, ...flags);
    expect(own.usd(`${LITE} input`)).toBeCloseTo(180, 9); // 3e9 tokens × 0.06 per million
    const { usd, lines, unpriced } = await estimateOf({ ...log, F: functionWith(delegated) }, ...flags);
    expect(usd('invocations')).toBeCloseTo(0.4, 9);
    expect(usd(`${LITE} input`)).toBeCloseTo(360, 9);
    expect(lines.filter(({ what }) => what.includes('of the agent'))).toEqual([]);
    expect(unpriced.map(({ what }) => what)).toContain('what an agent of Bedrock costs');
  });

  test('a guardrail: each kind of policy for each text unit begun, of question and answer', async () => {
    const guardrail = {
      Type: 'AWS::Bedrock::Guardrail',
      Properties: {
        ContentPolicyConfig: { FiltersConfig: [{}] },
        SensitiveInformationPolicyConfig: { RegexesConfig: [{}] },
        ContextualGroundingPolicyConfig: { FiltersConfig: [{}] },
      },
    };
    const { usd, lines, unpriced } = await estimateOf(
      { G: guardrail, Log: { Type: 'AWS::Logs::LogGroup' }, F: inference([LITE]) },
      ...['--requests', '1000', '--input-tokens', '251', '--output-tokens', '1'],
    );
    // 1004 characters are two text units, 4 are one: 3000 × 0.15 per thousand.
    expect(usd('content filters')).toBeCloseTo(0.45, 9);
    expect(lines.map(({ what }) => what)).not.toContain('personal data');
    expect(unpriced.map(({ what }) => what)).toContain('ContextualGroundingPolicyConfig');
  });

  test('keys, buckets, flow logs', async () => {
    const { usd, lines } = await estimateOf(
      {
        Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
        Data: {
          Type: 'AWS::S3::Bucket',
          Properties: { LoggingConfiguration: { DestinationBucketName: { Ref: 'AccessLogs' } } },
        },
        AccessLogs: { Type: 'AWS::S3::Bucket' },
        Flow: { Type: 'AWS::EC2::FlowLog', Properties: { LogGroupName: { Ref: 'Group' } } },
        Group: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 730 } },
      },
      ...['--key-requests', '100000', '--stored-gb', '100', '--access-log-gb', '10', '--flow-log-gb', '20'],
      ...['--bucket-writes', '10000', '--bucket-reads', '1000000'],
    );
    expect(usd('customer managed key')).toBe(1);
    expect(usd('requests to the key')).toBeCloseTo(0.3, 9);
    expect(usd('data')).toBeCloseTo(2.3, 9);
    expect(usd('access logs')).toBeCloseTo(0.23, 9);
    expect(usd('writes and lists')).toBeCloseTo(0.05, 9);
    expect(usd('reads')).toBeCloseTo(0.4, 9);
    expect(usd('VPC flow logs')).toBeCloseTo(10, 9);
    expect(usd('log storage')).toBeCloseTo(14.4, 9); // 20 GB × 24 months × 0.03
    expect(lines.filter(({ kind }) => kind === 'fixed').map(({ what }) => what)).toEqual(['customer managed key']);
  });
});

describe('custom metrics, the surprise of a bill', () => {
  /** The distinct metrics that CloudWatch reads from the function's own log lines. */
  function metricsIn(lines: readonly string[]): number {
    const metrics = lines.flatMap((line) => {
      const { _aws, ...values } = JSON.parse(line) as {
        _aws: { CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string }[] }[] };
      } & Record<string, unknown>;
      return _aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
        Dimensions.flatMap((set) =>
          Metrics.map(({ Name }) => JSON.stringify([Name, set.map((name) => [name, values[name]])])),
        ),
      );
    });
    return new Set(metrics).size;
  }

  const answered = (modelId: string, operation: Operation) =>
    logLine(
      {
        modelId,
        operation,
        attempts: 1,
        inputTokens: 1,
        outputTokens: 1,
        ...(operation.endsWith('Stream') && { timeToFirstTokenMs: 1 }),
      },
      { deployment: 'd', requestId: 'r', startedAt: 0, now: 1 },
    );

  test.each([
    [['a'], ['converse']],
    [['a'], ['converse', 'converseStream']],
    [['a', 'b', 'c', 'd'], OPERATIONS],
  ] as [string[], Operation[]][])('are as many as the function writes for %j asked by %j', (models, operations) => {
    const lines = models.flatMap((model) => operations.map((operation) => answered(model, operation)));
    expect(metricCount(models.length, operations)).toBe(metricsIn(lines));
  });

  test('are paid by the hour, and the most they can come to is said', async () => {
    const resources = { Log: { Type: 'AWS::Logs::LogGroup' }, F: inference([LITE, 'amazon.nova-micro-v1:0']) };
    const { usd } = await estimateOf(resources, '--operations', 'converse', '--active-hours', '73');
    expect(usd('metrics of the function')).toBeCloseTo(0.54, 9); // 18 × 0.1 × 0.3
    const folder = handMadeAssembly({ 'sandbox/Unit': resources });
    expect((await cost('--app', folder)).stdout.replace(/\s+/g, ' ')).toContain('at most 86, 25.80 USD');
  });
});

import { METRICS_NAMESPACE } from '../../lambda/shared/contract';
import { chartsOf } from '../../lib/observability/charts';
import { signalsOf } from '../../lib/observability/signals/signals';
import { row } from '../deployment/rows';
import { GUARDED, MESSAGES, run, streamOf } from '../support/inference-run';
import {
  answering,
  GUARDED as GUARDED_KNOWLEDGE,
  KnowledgeRun,
  result,
  retrieving,
  SETTINGS,
} from '../support/knowledge-run';
import { emittedBy, isEmitted, type Series } from './emitted-series';

/** Row of the functions below: its name is their DEPLOYMENT. */
const DEPLOYMENT = 'test';
const config = row({
  guardrail: {},
  knowledge: { retrieveAndGenerate: true },
  fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] },
  healthScribe: {},
  observability: { anomalyBand: 3, quotas: [{ model: 'amazon.nova-lite-v1:0', tokensPerMinute: 1000 }] },
});
const environment = { deployment: DEPLOYMENT, account: '111122223333' };
const signals = signalsOf(environment, config);

/** A streamed answer of the inference function that was retried, and that the guardrail stopped. */
async function streamedAnswer() {
  const stream = streamOf(
    { contentBlockDelta: { delta: { text: 'a' }, contentBlockIndex: 0 } },
    { messageStop: { stopReason: 'guardrail_intervened' } },
    { metadata: { usage: { inputTokens: 1, outputTokens: 2 } } },
  );
  const reply = () => ({ $metadata: { attempts: 2 }, stream });
  const { log } = await run({ operation: 'converseStream', messages: MESSAGES }, { reply, settings: GUARDED });
  return log;
}

async function knowledgeAnswer(knowledge: KnowledgeRun, settings = GUARDED_KNOWLEDGE) {
  const { log } = await knowledge.ask(
    { operation: 'ask', text: 'How long is the notice?' },
    {
      retrieve: retrieving(result('Two months.')),
      guardrail: (exchange) =>
        exchange.json(200, { action: 'NONE', outputs: [], assessments: [], usage: {}, guardrailCoverage: {} }),
      converse: answering('Two ', 'months [1].'),
    },
    { settings },
  );
  return log;
}

async function delegatedAnswer(knowledge: KnowledgeRun) {
  const { log } = await knowledge.ask(
    { operation: 'retrieveAndGenerate', text: 'How long is the notice?' },
    { delegated: (exchange) => exchange.json(200, { sessionId: 's', output: { text: 'Two months.' }, citations: [] }) },
    { settings: { ...SETTINGS, delegated: { retrieveAndGenerate: true } } },
  );
  return log;
}

describe('no alarm is born dead: every metric of ours that is watched is written, with exactly its dimensions', () => {
  const emitted: Record<string, readonly Series[]> = {};
  let knowledge: KnowledgeRun;

  beforeAll(async () => {
    knowledge = await KnowledgeRun.start();
    emitted.inference = emittedBy(await streamedAnswer());
    emitted.knowledge = emittedBy(await knowledgeAnswer(knowledge));
    emitted.delegated = emittedBy(await delegatedAnswer(knowledge));
  });

  afterAll(() => knowledge.stop());

  const own = signals.filter(({ metric }) => metric.namespace === METRICS_NAMESPACE);
  const lines = chartsOf(environment, config, signals)
    .flatMap((chart) => chart.lines)
    .filter(({ metric }) => metric.namespace === METRICS_NAMESPACE);

  test('the list has such alarms and lines', () => {
    expect(own.map(({ name }) => name)).toEqual([
      ...['failures', 'throttles', 'retries', 'guardrail-interventions'],
      ...['latency', 'latency-anomaly', 'first-token', 'first-token-anomaly'],
    ]);
    expect(lines.length).toBeGreaterThan(4);
  });

  test.each(own.map((signal) => [signal.name, signal.metric] as const))(
    'alarm %s: by the inference function',
    (_, metric) => {
      expect(emitted.inference).toContainEqual(seriesOf(metric));
    },
  );

  test.each(lines.map(({ label, metric }) => [label, metric] as const))('line %s of the dashboard', (_, metric) => {
    expect(emitted.inference).toContainEqual(seriesOf(metric));
  });

  // Functions for questions stream, too; the guardrail is evaluated by a call of its own.
  test.each(['knowledge', 'delegated'])('by the function for questions: %s', (name) => {
    const dead = own.filter(({ metric }) => !isEmitted(seriesOf(metric), emitted[name] ?? []));
    expect(dead.map((signal) => signal.name)).toEqual(
      name === 'delegated' ? ['first-token', 'first-token-anomaly'] : [],
    );
  });
});

function seriesOf({ namespace, name, dimensions }: (typeof signals)[number]['metric']): Series {
  if (dimensions === 'any') throw new Error('no metric of ours is queried');
  return { namespace, name, dimensions };
}

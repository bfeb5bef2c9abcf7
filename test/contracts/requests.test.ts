import { Resolver } from '../../proofs/model/resolver';
import type { Subject } from '../../proofs/proof';
import { subjects } from '../../proofs/subjects';
import { definition } from '../fine-tuning/workflow/definition';
import { DEPLOYMENT_SCENARIOS } from '../fine-tuning/workflow/deployment-scenarios';
import { TRAINING_SCENARIOS } from '../fine-tuning/workflow/training-scenarios';
import { ContractBook } from '../support/contracts/contract-book';
import { INFERENCE_CONTRACTS } from '../support/contracts/inference-contracts';
import { logBreaches } from '../support/contracts/log-contract';
import { closed, exactly, optional } from '../support/contracts/shape';
import { TUNING_CONTRACTS } from '../support/contracts/tuning-contracts';
import { execute } from '../support/execution';
import { ANSWER, GUARDED, MESSAGES, run, SETTINGS, streamOf } from '../support/inference-run';
import { SETTINGS as TUNING, TuningStandIn } from '../support/tuning-stand-in';

const SCENARIOS = [...TRAINING_SCENARIOS, ...DEPLOYMENT_SCENARIOS];
const STREAM = [
  { messageStart: { role: 'assistant' } },
  { messageStop: { stopReason: 'end_turn' } },
] as const satisfies readonly object[];

describe('a contract', () => {
  const shape = closed({ Name: exactly('a'), Tags: optional(exactly(['x'])) });
  const book = new ContractBook({ make: () => shape });

  test.each([
    [{ Name: 'a' }, []],
    [{ Name: 'a', Tags: ['x'] }, []],
    [{ Name: 'b' }, ['make: Name is not "a"']],
    [{}, ['make: Name is not "a"']],
    [{ Name: 'a', Role: 'r' }, ['make: Role is no part of the contract']],
    ['text', ['make: the request is no object']],
  ])('of %j says %j', (request, expected) => {
    expect(book.breaches('make', request, {})).toEqual(expected);
  });

  test('is missing for an operation that nobody wrote one for', () => {
    expect(book.breaches('remove', {}, {})).toEqual(['remove has no contract: write one in test/support/contracts']);
  });
});

describe('the inference function', () => {
  const invoke = { body: { inputText: 'hello' } };
  const converse = { messages: MESSAGES };
  const reply = (whole: object) => () => ({ $metadata: {}, ...whole });
  const json = { contentType: 'application/json', body: Buffer.from('{"a":1}') };

  // `run` throws for a breach.
  test.each([
    ['converse', converse, () => ANSWER],
    ['converseStream', converse, () => ({ $metadata: {}, stream: streamOf(...STREAM) })],
    ['invokeModel', invoke, reply(json)],
    [
      'invokeModelWithResponseStream',
      invoke,
      () => ({ $metadata: {}, body: streamOf({ chunk: { bytes: Buffer.from('{"a":1}') } }) }),
    ],
  ])('sends %s as its contract says, with a guardrail and without', async (operation, fields, answer) => {
    for (const settings of [SETTINGS, GUARDED]) {
      const { log } = await run({ operation, ...fields }, { reply: answer, settings });
      expect(log.outcome).toBe('ok');
    }
  });

  // After all tests, in whatever order they run: has a contract for each operation, and each was exercised.
  afterAll(() => {
    expect([...INFERENCE_CONTRACTS.exercised].sort()).toEqual([...INFERENCE_CONTRACTS.operations].sort());
  });
});

interface Definition {
  readonly States: Readonly<Record<string, { readonly Resource?: string; readonly Parameters?: { step?: string } }>>;
}

/** Operations of the tasks of a definition, as the stand-in names them. */
const operationsOf = ({ States }: Definition): readonly string[] => [
  ...new Set(
    Object.values(States).flatMap(({ Resource, Parameters }) => {
      if (Resource === undefined) return [];
      return Resource.startsWith('arn:aws:states:::')
        ? [Resource.split(':').slice(-2).join(':')]
        : [String(Parameters?.step)];
    }),
  ),
];

/** The tuning workflow of a row, with every reference resolved. */
function machineOf({ templates }: Subject): Definition {
  const resolver = new Resolver(templates);
  const machine = resolver.resources.find(
    ({ at, resource }) => resource.Type === 'AWS::StepFunctions::StateMachine' && at.includes('/FineTuning/'),
  );
  if (!machine) throw new Error(`${templates.deployment} has no workflow`);
  return JSON.parse(String(resolver.properties(machine).DefinitionString)) as Definition;
}

describe('the tuning workflow', () => {
  // `execute` throws for a breach.
  test('calls every API as its contract says, in every scenario', async () => {
    for (const { standIn, end } of SCENARIOS) expect((await execute(definition, standIn())).end).toBe(end);
    const standIn = new TuningStandIn();
    for (let uploads = 0; uploads < 2; uploads += 1) expect((await execute(definition, standIn)).end).toBe('Succeeded');
  });

  // After all tests, in whatever order they run: has a contract for each call of its states, and each was exercised.
  afterAll(() => {
    const called = operationsOf(definition as Definition);
    expect([...TUNING_CONTRACTS.operations].sort()).toEqual([...called].sort());
    expect([...TUNING_CONTRACTS.exercised].sort()).toEqual([...called].sort());
  });

  test('of production, as it is synthesized, tries out a model with a numbered version of the guardrail', async () => {
    const production = subjects().find(({ name }) => name === 'production') as Subject;
    const resolver = new Resolver(production.templates);
    const guardrail = resolver.resources.find(({ resource }) => resource.Type === 'AWS::Bedrock::Guardrail');
    if (!guardrail) throw new Error('production has no guardrail');
    const standIn = new TuningStandIn();
    const id = resolver.attributeOf(guardrail, 'GuardrailId');
    standIn.given = { ...TUNING, deployment: 'production', guardrail: { id, version: '1' } };
    expect(await execute(machineOf(production), standIn)).toMatchObject({ end: 'Succeeded' });
  });
});

describe('a log line', () => {
  const line = async () => (await run({ operation: 'converse', messages: MESSAGES }, { reply: () => ANSWER })).log;

  test.each([
    ['a field of its own', { question: 'hello' }],
    ['a text in a field of a count', { passages: 'a.md, b.md' }],
    ['a list', { sources: ['a.md'] }],
    ['a sentence as the reason', { stopReason: 'The answer is 42.' }],
    ['an outcome that no table has', { outcome: 'hello' }],
    ['a metric with a text', { _aws: { Timestamp: 1, CloudWatchMetrics: [], note: 'hello' } }],
  ])('breaks its contract with %s', async (_, more) => {
    expect(logBreaches(await line())).toEqual([]);
    expect(logBreaches({ ...(await line()), ...more })).not.toEqual([]);
  });
});

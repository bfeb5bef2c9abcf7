import { ACCOUNT } from '../../../model/physical-ids';
import { knowledgeOf } from '../../parts/knowledge';
import { actions, carrying, doors, each, key, on, type Question, TLS_OR_NOT } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE, otherGuardrails } from '../access/boundary';
import { judgingSentences } from '../access/judging';
import { type VpcFunction, vpcFunctionSentences } from '../functions/vpc-function';

export const inferenceFunctionSentences = (world: World): readonly Sentence[] =>
  modelCallerSentences(world, { name: 'inference function', unit: 'Inference', log: 'inference' });

/** The role of a function whose code reads what strangers write: exact in every direction. */
export function modelCallerSentences(world: World, fn: VpcFunction): readonly Sentence[] {
  const { never } = world;
  const { name } = fn;
  const role = world.role(name);
  const { guardrail } = world;
  const calls = callsOf(world, name);
  return [
    truthTable(world, name),
    ...(guardrail
      ? [
          never(
            role,
            'cannot invoke without the guardrail, whatever else it is given',
            each(actions(...INVOKE), calls, otherGuardrails(guardrail)),
          ),
          ...judgingSentences(world, role, guardrail),
        ]
      : []),
    ...vpcFunctionSentences(world, fn),
    noDataInS3(world, name),
    ...keySentences(world, name, guardrail !== undefined),
  ];
}

/** The code of a function that reaches models has no use for a bucket. */
export function noDataInS3(world: World, name: string): Sentence {
  const knowledge = knowledgeOf(world);
  return world.cannot(
    world.role(name),
    'cannot reach any data in S3',
    each(
      actions('s3:GetObject', 's3:PutObject'),
      on(
        ...(world.bucket
          ? [`${world.bucket.arn}/datasets/train.jsonl`, `${world.bucket.arn}/artifacts/metrics.csv`]
          : []),
        ...(knowledge ? [`${knowledge.documents.arn}/documents/a.md`] : []),
        'arn:aws:s3:::somebody-elses/x',
      ),
      doors('internet', ...(world.endpoint('s3') ? (['our s3 endpoint'] as const) : [])),
    ),
  );
}

/** Only the inference function serves teams. */
const callsOf = (world: World, name: string) =>
  name === 'inference function' ? [...world.calls, ...world.teamCalls] : world.calls;

/** Every model, and each way around one, × endpoint × TLS × guardrail × action. Exactly the expected points are allowed. */
function truthTable(world: World, name: string): Sentence {
  const { region, guardrail } = world;
  const allowed = callsOf(world, name);
  const beside = world.callsBeside.map(({ call }) => call);
  const ours = `${guardrail}:1`;
  const guardrails = guardrail
    ? [...key('bedrock:GuardrailIdentifier', ours), ...otherGuardrails(guardrail)]
    : carrying({}, { 'bedrock:GuardrailIdentifier': `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail/zzzzzzzzzzzz:1` });
  const space = each(
    actions(...INVOKE),
    [...allowed, ...beside],
    // Of endpoints and TLS only other policies could speak.
    ...(world.isBounded
      ? [doors('our bedrock-runtime endpoint', 'another endpoint', 'internet'), TLS_OR_NOT]
      : [doors('internet')]),
    guardrails,
  );
  const isOfRow = ({ resource, context }: Question) =>
    allowed.some(
      (call) =>
        call.resource === resource &&
        same(call.context, context, 'aws:RequestedRegion') &&
        same(call.context, context, 'bedrock:InferenceProfileArn'),
    );
  const isGuarded = ({ context }: Question) => !guardrail || context['bedrock:GuardrailIdentifier'] === ours;
  return world.exactly(
    world.role(name),
    'invokes the models of the row, each on its route and with the guardrail, and nothing beside them',
    space,
    (question) => isOfRow(question) && isGuarded(question),
  );
}

const same = (a: Question['context'], b: Question['context'], name: string) => a[name] === b[name];

/**
 * @param guardrail true if the function uses the guardrail of the row
 * @param isCustom true if it uses a custom model
 */
export function keySentences(
  world: World,
  name: string,
  guardrail: boolean,
  isCustom = hasCustomModel(world),
): readonly Sentence[] {
  const { region, may, cannot } = world;
  const role = world.role(name);
  const decrypt = (...contexts: readonly Question['context'][]) =>
    each(actions('kms:Decrypt'), on(world.key), carrying(...contexts));
  const viaBedrock = { 'kms:ViaService': `bedrock.${region}.amazonaws.com` };
  const ofGuardrail = { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'x' };
  const wide = [
    {},
    { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    { 'kms:ViaService': `bedrock.${world.elsewhere[0]}.amazonaws.com`, ...ofGuardrail },
  ];
  return [
    ...(guardrail
      ? [may(role, 'decrypts the guardrail through Bedrock', decrypt({ ...viaBedrock, ...ofGuardrail }))]
      : []),
    ...(isCustom ? [may(role, 'decrypts custom models through Bedrock', decrypt(viaBedrock))] : []),
    cannot(
      role,
      'cannot decrypt anything else',
      decrypt(
        ...wide,
        ofGuardrail,
        ...(isCustom ? [] : [viaBedrock]),
        ...(isCustom || guardrail ? [] : [{ ...viaBedrock, ...ofGuardrail }]),
      ),
    ),
    cannot(
      role,
      'cannot encrypt, grant or describe the key',
      each(
        actions(
          ...['kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant', 'kms:DescribeKey'],
          ...['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
        ),
        on(world.key),
        carrying({}, viaBedrock),
      ),
    ),
  ];
}

const hasCustomModel = ({ config }: World): boolean =>
  config.models.some((model) => typeof model === 'string' && model.startsWith('arn:'));

import { nameOf } from './operators';
import type { CodeAnswer } from './verdict';

/** Survivors that make nothing weaker. */
interface ExplainedCode {
  readonly mutants: RegExp;
  /** Something that can be looked up or tried. */
  readonly because: string;
}

const SID = 'A Sid is a name: no evaluation reads it.';
const LONGER = 'Logs and old versions are kept longer, never shorter than the proof of settings demands.';
const SAME_JSON = 'A property without a value and no property are the same JSON.';
const NARROWER = 'Something is allowed or spared less: an availability, which no policy gains by.';
const BUILT = 'Only the protocol of AWS delivers such an event: test/inference/bundle/future.test.ts sees it.';

/** An entry that explains no survivor is an error. */
export const EXPLAINED: readonly ExplainedCode[] = [
  {
    mutants: /^lib\/bedrock\/deny-invoke\.ts: comparison turned round: roleArns\.length === 1/,
    because: 'To IAM a list of one value is that value. Only the size of the boundary differs.',
  },
  {
    mutants: /^lib\/bedrock\/deny-invoke\.ts: comparison turned round: anywhere\.indexOf/,
    because: 'The boundary spares a model of the row in other Regions, which the Deny by Region and the grants do not.',
  },
  {
    mutants: /^lib\/bedrock\/deny-invoke\.ts: (negation dropped: !isDirect|step of a chain dropped: targets\.filter)/,
    because: 'The Deny spares each profile by name in place of all of its kind.',
  },
  {
    mutants: /^lib\/bedrock\/grant-invoke\.ts: one side alone: throughProfile && \{ 'bedrock:InferenceProfileArn'/,
    because: 'A condition without keys is always true, and so is no condition.',
  },
  {
    mutants:
      /^lib\/(storage\/secure-bucket\.ts: literal changed: 'Refuse|iam\/grant-statements\.ts: .*sid !== undefined)/,
    because: SID,
  },
  { mutants: /^lib\/bedrock\/grant-invoke\.ts: .*requestedRegion \? 'Anywhere'/, because: SID },
  {
    mutants:
      /^lib\/(storage\/access-log-bucket\.ts: (literal changed: 1 |one branch alone: props\.keepData)|functions\/vpc-function\.ts: one branch alone: props\.keepData)/,
    because: LONGER,
  },
  {
    mutants: /^lib\/access\/boundary\/boundary-actions\.ts: item dropped: '(iam:|aws-marketplace:)/,
    because: 'The Deny by Region covers one action more.',
  },
  {
    mutants: /^lib\/fine-tuning\/customization-network\.ts: item dropped: ec2\('security-group'/,
    because: NARROWER,
  },
  {
    mutants: /^lib\/stacks\/asking-stack\.ts: property dropped: roleName:/,
    because: 'CloudFormation then names the role. No policy speaks of it by name.',
  },
  {
    mutants: /^lib\/bedrock\/guardrail-definition\.ts: comparison turned round: profile === undefined/,
    because: 'It decides when a version of the guardrail is made: test/bedrock/guardrail.test.ts.',
  },
  {
    mutants:
      /^lib\/(access\/break-glass-role\.ts: one side alone: props\.data|fine-tuning\/tuning-function\.ts: property dropped: name:)/,
    because: 'A word of a description.',
  },
  {
    mutants: /^lib\/encryption\/customer-managed-key\.ts: property dropped: alias: props\.alias/,
    because: 'An alias is a name for people: every policy names the key itself.',
  },
  {
    mutants:
      /^lambda\/inference\/env\.ts: (one side alone: env\.AWS_REGION|property dropped: \.\.\.\(env\.AWS_REGION|literal changed: (6|1024) )/,
    because: 'The Region is only a word of messages, and Lambda itself refuses a request of more than 6 MiB.',
  },
  {
    mutants:
      /^lambda\/inference\/request\/conversation\.ts: (literal changed: 'system'|condition decided: message\.role === 'system')/,
    because: 'The check only saves a call: Bedrock itself refuses a conversation that an assistant begins.',
  },
  {
    mutants:
      /^lambda\/inference\/bedrock\/operations\.ts: (literal changed: 0 |condition decided: payload\.length === 0|call dropped: observeEvent\(seen, name, undefined)/,
    because: BUILT,
  },
  {
    mutants:
      /^lambda\/(knowledge\/settings\.ts: one side alone: (guardrail|env\.AWS_REGION) &&|knowledge\/ask\.ts: one side alone: usage &&|ingestion\/documents\.ts: one side alone: token !== undefined|shared\/serve\.ts: one branch alone: operation === undefined)/,
    because: SAME_JSON,
  },
  {
    mutants:
      /^lambda\/fine-tuning\/compare-job\.ts: one side alone: (typeof arn === 'string' && findBaseModel|value !== undefined && value|member !== null && typeof member)/,
    because: 'The model and the values of a request are known, and no field of a job is null.',
  },
  {
    mutants:
      /^lambda\/knowledge\/without-marker\.ts: (literal changed: 'marker'|condition decided: this\.state === 'marker')/,
    because: 'The text that was held back still begins with the marker, which is then found again.',
  },
  {
    mutants: /^lambda\/knowledge\/settings\.ts: one side alone: text \?\? ''/,
    because: 'JSON.parse refuses a missing text as it refuses an empty one.',
  },
  {
    mutants: /^lambda\/knowledge\/agent\/run-agent\.ts: step of a chain dropped: content\.filter/,
    because: 'A count of the event `turn`, which is for display.',
  },
  {
    mutants: /^lambda\/knowledge\/agent\/pure-tools\.ts: literal changed: 'months'/,
    because: 'A word of the description that the model reads: the input is checked by other code.',
  },
  { mutants: /^lambda\/ingestion\/steps\.ts: literal changed: 2 /, because: 'The layout of a report.' },
  {
    mutants: /^lambda\/fine-tuning\/validation-step\.ts: literal changed: 100 /,
    because: 'The length of a report.',
  },
  {
    mutants: /^lambda\/fine-tuning\/objects\.ts: property dropped: ContentType/,
    because: 'Nothing reads the type of these objects.',
  },
  {
    mutants: /^lambda\/shared\/failures\/failures\.ts: comparison turned round: \(codeNamed/,
    because: 'It decides about answers of something else than Bedrock: test/inference/bundle sees it.',
  },
  {
    mutants: /^lambda\/knowledge\/delegated\/invoke-agent\.ts: condition decided: chunk\?\.bytes → true/,
    because: 'Nothing decoded is an empty text, and no event shows an empty text.',
  },
  {
    mutants: /^lib\/knowledge\/ingestion\/check\.ts: property dropped: OutputPath: '\$\.check'/,
    because:
      'The output of an execution without changes is then its whole state, which has ids, counts and digests alone.',
  },
  {
    mutants: /^lib\/access\/persona-trust\.ts: one side alone: trusted\?\.principals \?\? \[\] → \(\[\]\)/,
    because: NARROWER,
  },
  {
    mutants:
      /^lambda\/shared\/(failures\/failures\.ts: one side alone: limit \?\?|failures\/refusals\.ts: step of a chain dropped: message\.slice|deadline\.ts: literal changed: 500 )/,
    because: 'A word of a message, the most that a pattern reads, a thousandth of a second.',
  },
];

/**
 * Divides the survivors into those with a reason and those without, and finds reasons without a survivor.
 *
 * @param isWhole false for a run on a share, which may leave out what a reason is about
 */
export function explanationsOf(answers: readonly CodeAnswer[], isWhole: boolean, reasons = EXPLAINED) {
  const names = answers.filter(({ verdict }) => verdict.killer === undefined).map(({ mutant }) => nameOf(mutant));
  const because = (name: string) => reasons.find(({ mutants }) => mutants.test(name))?.because;
  return {
    survivors: names.filter((name) => because(name) === undefined),
    explained: names.flatMap((name) => {
      const reason = because(name);
      return reason === undefined ? [] : [{ name, because: reason }];
    }),
    stale: reasons
      .filter(({ mutants }) => isWhole && !names.some((name) => mutants.test(name)))
      .map(({ mutants }) => String(mutants)),
  };
}

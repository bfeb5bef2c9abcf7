import { nameOf } from './operators';
import type { CodeAnswer } from './verdict';

/** Survivors that make nothing weaker. */
interface ExplainedCode {
  readonly mutants: RegExp;
  /** Something that can be looked up or tried. */
  readonly because: string;
}

/** An entry that explains no survivor is an error. */
export const EXPLAINED: readonly ExplainedCode[] = [
  {
    mutants: /^lib\/bedrock\/deny-invoke\.ts: comparison turned round: roleArns\.length === 1/,
    because: 'To IAM a list of one value is that value. Only the size of the boundary differs.',
  },
  {
    mutants: /^lambda\/inference\/env\.ts: (one side alone: env\.AWS_REGION|literal changed: 6 )/,
    because: 'The Region is only a word of messages, and Lambda itself refuses a request of more than 6 MiB.',
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
    mutants: /^lambda\/inference\/request\/conversation\.ts: literal changed: 'system'/,
    because: 'The check only saves a call: Bedrock itself refuses a conversation that an assistant begins.',
  },
  {
    mutants: /^lambda\/inference\/request\/rules\.ts: literal changed: 'be an S3 address/,
    because: 'A text of an issue.',
  },
];

/** Divides the survivors into those with a reason and those without, and finds reasons without a survivor. */
export function explanationsOf(answers: readonly CodeAnswer[], reasons = EXPLAINED) {
  const names = answers.filter(({ verdict }) => verdict.killer === undefined).map(({ mutant }) => nameOf(mutant));
  const because = (name: string) => reasons.find(({ mutants }) => mutants.test(name))?.because;
  return {
    survivors: names.filter((name) => because(name) === undefined),
    explained: names.flatMap((name) => {
      const reason = because(name);
      return reason === undefined ? [] : [{ name, because: reason }];
    }),
    stale: reasons
      .filter(({ mutants }) => !names.some((name) => mutants.test(name)))
      .map(({ mutants }) => String(mutants)),
  };
}

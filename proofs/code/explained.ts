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

/**
 * Divides the survivors into those with a reason and those without, and finds reasons without a survivor.
 *
 * @param isWhole false for a run on a share: a reason is then stale only if it explains a mutant that something saw
 */
export function explanationsOf(answers: readonly CodeAnswer[], isWhole: boolean, reasons = EXPLAINED) {
  const namesOf = (of: readonly CodeAnswer[]) => of.map(({ mutant }) => nameOf(mutant));
  const names = namesOf(answers.filter(({ verdict }) => verdict.killer === undefined));
  const seen = namesOf(answers.filter(({ verdict }) => verdict.killer !== undefined));
  const because = (name: string) => reasons.find(({ mutants }) => mutants.test(name))?.because;
  const explains = (all: readonly string[]) => (reason: ExplainedCode) => all.some((name) => reason.mutants.test(name));
  return {
    survivors: names.filter((name) => because(name) === undefined),
    explained: names.flatMap((name) => {
      const reason = because(name);
      return reason === undefined ? [] : [{ name, because: reason }];
    }),
    stale: reasons
      .filter((reason) => !explains(names)(reason) && (isWhole || explains(seen)(reason)))
      .map(({ mutants }) => String(mutants)),
  };
}

import { isObject, put } from '../edit';
import type { Operator } from '../mutant';
import { type Edit, many, onStatements, type RawStatement } from '../statements';
import { valueWords } from '../words';

/** Text at the end of an ARN, whether it stands alone or ends a Fn::Join; undefined for a reference. */
function withEnd(arn: unknown, change: (end: string) => string): unknown {
  if (typeof arn === 'string') return change(arn);
  const parts = joined(arn);
  const last = parts?.at(-1);
  return typeof last === 'string' && parts ? put(arn, ['Fn::Join', 1, parts.length - 1], change(last)) : undefined;
}

const joined = (arn: unknown): readonly unknown[] | undefined => {
  const join = isObject(arn) ? arn['Fn::Join'] : undefined;
  return Array.isArray(join) && Array.isArray(join[1]) ? join[1] : undefined;
};

/** `…:foundation-model/amazon.nova` → `…:foundation-model/*`; a reference gets a `*` behind it. */
const widened = (arn: unknown): unknown =>
  withEnd(arn, (end) =>
    /[/:][^/:]*\/\*$/.test(end) ? end.replace(/[^/:]+\/\*$/, '*') : end.replace(/([/:]?)[^/:]*$/, '$1*'),
  ) ?? {
    'Fn::Join': ['', [arn, '*']],
  };

/** The same kind of thing with another name. */
const another = (arn: unknown): unknown =>
  withEnd(arn, (end) => end.replace(/[^/:]+?(\/?\*?)$/, 'other$1')) ?? {
    'Fn::Join': ['', [arn, '-other']],
  };

const replaced = (value: unknown, from: string | RegExp, to: string): unknown => {
  const text = JSON.stringify(value);
  const changed = text.replaceAll(from, to);
  return changed === text ? undefined : JSON.parse(changed);
};

/** An operator on the first resource of an Allow that it can change: the others are of the same sort. */
const onAllowed = (kind: string, change: (arn: unknown) => unknown): Operator =>
  onStatements(kind, (statement) => {
    const resources = many(statement.Resource);
    if (statement.Effect === 'Deny') return [];
    const edits = resources.flatMap((arn, index): readonly Edit[] => {
      const to = arn === '*' ? undefined : change(arn);
      return to === undefined || JSON.stringify(to) === JSON.stringify(arn)
        ? []
        : [{ what: valueWords(to), statement: { ...statement, Resource: resources.with(index, to) } }];
    });
    return edits.slice(0, 1);
  });

const isDeny = ({ Effect }: RawStatement) => Effect === 'Deny';

export const RESOURCES: readonly Operator[] = [
  onStatements('resource widened to *', (statement) =>
    statement.Effect === 'Allow' && statement.Resource !== undefined && statement.Resource !== '*'
      ? [{ statement: { ...statement, Resource: '*' } }]
      : [],
  ),
  onAllowed('resource widened by a segment', widened),
  onAllowed('resource in any Region', (arn) => replaced(arn, /:us-[a-z]+-\d:/g, ':*:')),
  onAllowed('resource of any account', (arn) => replaced(arn, '{"Ref":"AWS::AccountId"}', '"*"')),
  onStatements('one more resource allowed', (statement) => {
    const resources = many(statement.Resource);
    const [first] = resources;
    if (statement.Effect === 'Deny' || first === undefined || first === '*') return [];
    return [{ statement: { ...statement, Resource: [...resources, another(first)] } }];
  }),
  onStatements('resource of a Deny narrowed', (statement) => {
    if (!isDeny(statement) || statement.Resource === undefined) return [];
    const resources = many(statement.Resource);
    if (resources.length === 1) {
      const [only] = resources;
      const narrow = only === '*' ? 'arn:aws:s3:::somebody-elses-bucket' : another(only);
      return [{ statement: { ...statement, Resource: narrow } }];
    }
    return resources.map((arn) => ({
      what: valueWords(arn),
      statement: { ...statement, Resource: resources.filter((other) => other !== arn) },
    }));
  }),
  onStatements('NotResource of a Deny extended', (statement) => {
    const spared = many(statement.NotResource);
    const [first] = spared;
    if (!isDeny(statement) || first === undefined) return [];
    return ['*', widened(first), another(first)].map((arn) => ({
      what: valueWords(arn),
      statement: { ...statement, NotResource: [...spared, arn] },
    }));
  }),
];

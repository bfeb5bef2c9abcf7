import { exportsOf, importsOf } from '../../cli/plan/stack-pair';
import type { Template } from '../../domain/template/template';
import { member } from '../preflight/account/ready-account';
import type { Answers } from '../preflight/account/scripted-account';
import { answered, type Call, refused } from '../preflight/account/wire';

/** Stack in a scripted CloudFormation. */
export interface ScriptedStack {
  readonly template: Template;
  readonly status?: string;
  readonly isProtected?: boolean;
  /** Value of the tag private-bedrock:deployment. */
  readonly deployment?: string;
  /** Text in place of the JSON of the template. */
  readonly body?: string;
}

export type ScriptedStacks = Readonly<Record<string, ScriptedStack>>;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const list = (name: string, items: readonly string[]) =>
  member(name, items.map((item) => member('member', item)).join(''));

/** Returns what CloudFormation answers about these stacks. It lists two stacks a page. */
export function cloudFormation(stacks: ScriptedStacks): Answers {
  const names = Object.keys(stacks);
  const named = ({ fields }: Call) => {
    const stack = stacks[String(fields.StackName)];
    if (!stack) throw new Error(`there is no stack ${fields.StackName}`);
    return stack;
  };
  const importers = (name: string) => names.filter((stack) => importsOf(stacks[stack]?.template).has(name));
  return {
    'cloudformation:DescribeStacks': ({ fields }) => {
      const start = Number(fields.NextToken ?? 0);
      const page = names.slice(start, start + 2).map((name) => description(name, stacks[name]));
      const next = start + 2 < names.length ? member('NextToken', String(start + 2)) : '';
      return answered(list('Stacks', page) + next);
    },
    'cloudformation:GetTemplate': (call) => {
      const { template, status = '', body = JSON.stringify(template) } = named(call);
      if (status === 'REVIEW_IN_PROGRESS') return refused('ValidationError', 400, 'Stack has no template');
      return answered(member('TemplateBody', escaped(body)));
    },
    'cloudformation:ListExports': () => {
      const found = Object.values(stacks).flatMap(({ template }) => [...exportsOf(template).keys()]);
      return answered(
        list(
          'Exports',
          found.map((name) => member('Name', name)),
        ),
      );
    },
    'cloudformation:ListImports': ({ fields }) => {
      const name = String(fields.ExportName);
      const found = importers(name);
      return found.length > 0
        ? answered(list('Imports', found))
        : refused('ValidationError', 400, `Export '${name}' is not imported by any stack.`);
    },
    'cloudformation:ListStackResources': (call) =>
      answered(
        list(
          'StackResourceSummaries',
          Object.keys(named(call).template.Resources).map(
            (id) => member('LogicalResourceId', id) + member('PhysicalResourceId', `physical-${id}`),
          ),
        ),
      ),
  };
}

const description = (
  name: string,
  { status = 'CREATE_COMPLETE', isProtected, deployment }: Partial<ScriptedStack> = {},
) =>
  [
    member('StackName', name),
    member('StackStatus', status),
    member('CreationTime', '2026-11-27T00:00:00Z'),
    member('EnableTerminationProtection', String(isProtected ?? false)),
    deployment === undefined
      ? ''
      : list('Tags', [member('Key', 'private-bedrock:deployment') + member('Value', deployment)]),
  ].join('');

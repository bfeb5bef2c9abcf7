import { posix } from 'node:path';
import { checkTemplates, PACK } from '../../domain/rule-pack/check-templates';
import type { Rule } from '../../domain/rule-pack/rule';
import { RULES } from '../../domain/rule-pack/rules';
import { resourceLines } from './parse-template';
import type { TemplateFile } from './read-templates';

/** Finding of the rule pack, and the place in a file that it is about. */
export interface LocatedFinding {
  readonly rule: Rule;
  /** `PrivateBedrock-GUARD2`, and `[<finding>]` where the rule tells several apart. */
  readonly name: string;
  /** `<stack id>/<logical id>` */
  readonly at: string;
  readonly logicalId: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Reason of the acknowledgement, for a finding that was accepted in the CDK app. */
  readonly acknowledged?: string;
}

/** Resource that creates stacks from a template which was not read. */
export interface UnreadTemplate {
  readonly logicalId: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

const STACK_TYPES = ['AWS::CloudFormation::Stack', 'AWS::CloudFormation::StackSet', 'AWS::Serverless::Application'];

/** Lists the nested stacks and stack sets whose template is not among the files. */
export function unreadTemplates(files: readonly TemplateFile[]): readonly UnreadTemplate[] {
  const read = new Set(files.flatMap(({ id, path }) => [id, path]));
  return files.flatMap(({ id, path, text, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => STACK_TYPES.includes(Type))
      .filter(([logicalId, { Properties = {} }]) => {
        const place = Properties.TemplateURL ?? Properties.Location;
        return !read.has(`${id}/${logicalId}`) && !read.has(posix.join(posix.dirname(path), String(place)));
      })
      .map(([logicalId]) => ({ logicalId, path, line: resourceLines(text).get(logicalId) ?? 1 })),
  );
}

/** Runs the rule pack over the templates together, so that references between them are followed. */
export function checkFiles(files: readonly TemplateFile[]): readonly LocatedFinding[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  const lines = new Map<string, ReadonlyMap<string, number>>();
  const templates = Object.fromEntries(files.map(({ id, template }) => [id, template]));
  return checkTemplates(templates).map(({ rule: ruleName, at, finding }) => {
    const stack = at.slice(0, at.lastIndexOf('/'));
    const logicalId = at.slice(at.lastIndexOf('/') + 1);
    const file = byId.get(stack);
    const rule = RULES.find(({ id }) => `${PACK}-${id}` === ruleName);
    if (!file || !rule) throw new Error(`${ruleName} at ${at} is of no template and rule`);
    const known = lines.get(stack) ?? resourceLines(file.text);
    lines.set(stack, known);
    const name = finding ? `${ruleName}[${finding}]` : ruleName;
    // An app can leave the path out of its templates: `cdk synth --no-path-metadata`, or no CDK CLI at all.
    const construct =
      file.template.Resources[logicalId]?.Metadata?.['aws:cdk:path'] ?? file.constructPaths.get(logicalId);
    const acknowledged = file.acknowledged.get(`${name} at ${construct}`);
    const place = { rule, name, at, logicalId, path: file.path, line: known.get(logicalId) ?? 1 };
    return acknowledged === undefined ? place : { ...place, acknowledged };
  });
}

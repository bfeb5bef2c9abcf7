import { notProven } from '../../domain/deployment/not-proven';
import type { Assembly, AssemblyStack, PluginReport, Violation } from '../../domain/template/assembly';
import { refusalsIn } from '../../domain/template/refusals';
import type { TemplateResource } from '../../domain/template/template';

/** Summary of a cloud assembly. */
export interface AssemblySummary {
  readonly folder: string;
  readonly stacks: readonly StackSummary[];
  /** Rule packs with a finding, open or acknowledged; the report omits the others. Absent without a report. */
  readonly packs?: readonly PackSummary[];
  /** Reasons why CloudFormation would refuse a stack, from the rules of its template that never hold. */
  readonly refusals: readonly string[];
  /** Claims that the proofs do not decide, by deployment. */
  readonly notProven: readonly { readonly deployment: string; readonly sentence: string }[];
}

export interface StackSummary {
  /** Name of the stack in the CDK CLI: `<deployment>/<id>`. */
  readonly id: string;
  readonly stackName: string;
  readonly region: string;
  readonly description: string;
  readonly terminationProtection: boolean;
  readonly resourceCount: number;
  /** Resource types by count, most frequent first, without the leading `AWS::`. */
  readonly resourceTypes: Readonly<Record<string, number>>;
  readonly templateBytes: number;
}

export interface PackSummary {
  readonly pack: string;
  readonly open: readonly PackFinding[];
  readonly acknowledged: readonly PackFinding[];
}

/** Finding of a cdk-nag pack in the validation report. */
export interface PackFinding {
  readonly rule: string;
  readonly path: string;
}

export function summarize({ folder, stacks, deployments, report }: Assembly): AssemblySummary {
  const summaries = stacks.map(summarizeStack);
  const refusals = stacks.flatMap(({ template }) => refusalsIn(template));
  const packs = report && { packs: (report.pluginReports ?? []).map(summarizePack) };
  const open = deployments.flatMap(({ name, config }) =>
    notProven(config).map((sentence) => ({ deployment: name, sentence })),
  );
  return { folder, stacks: summaries, ...packs, refusals, notProven: open };
}

function summarizeStack({ template, ...stack }: AssemblyStack): StackSummary {
  const resources = Object.values(template.Resources);
  return {
    ...stack,
    description: template.Description ?? '',
    resourceCount: resources.length,
    resourceTypes: countByType(resources),
  };
}

function countByType(resources: readonly TemplateResource[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { Type } of resources) {
    const type = Type.replace(/^AWS::/, '');
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)));
}

function summarizePack({ pluginName, violations = [], suppressedViolations = [] }: PluginReport): PackSummary {
  return { pack: pluginName, open: violations.flatMap(findings), acknowledged: suppressedViolations.flatMap(findings) };
}

function findings({ ruleName, violatingConstructs = [] }: Violation): PackFinding[] {
  return violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, path: constructPath }));
}

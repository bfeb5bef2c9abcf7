import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type CfnResource,
  type IPolicyValidationContext,
  type NestedStack,
  type PolicyValidationPluginReport,
  Stack,
} from 'aws-cdk-lib';
import { NagMessageLevel, NagPack, type NagPackProps, NagRuleCompliance, type NagRuleResult } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { PACK } from '../../domain/rule-pack/check-templates';
import { evaluate } from '../../domain/rule-pack/evaluate';
import type { Rule, Verdict } from '../../domain/rule-pack/rule';
import { RULES } from '../../domain/rule-pack/rules';
import { AppResources, type Located } from '../../domain/template/app-resources';
import type { Template, Templates } from '../../domain/template/template';

/**
 * The rule pack PrivateBedrock for cdk-nag 3.
 *
 * @example
 * Validations.of(app).addPlugins(new PrivateBedrockChecks(app));
 */
export class PrivateBedrockChecks extends NagPack {
  readonly name = PACK;
  private resources = new AppResources({});

  constructor(scope?: IConstruct, props?: NagPackProps) {
    super(scope, props);
    this.packName = PACK;
  }

  /** Reads each template once, as it was written. */
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    this.resources = new AppResources(readTemplates(context));
    return super.validate(context);
  }

  protected checkResource(node: CfnResource): void {
    const stack = Stack.of(node);
    // A resource without a template belongs to a stack that the pack was not added to.
    const parts = this.resources.partsAt(`${stack.node.path}/${stack.resolve(node.logicalId)}`);
    for (const [rule, resource] of RULES.flatMap((rule) =>
      parts.filter(isOf(rule)).map((part) => [rule, part] as const),
    )) {
      this.applyRule({
        ruleSuffixOverride: rule.id,
        info: rule.info,
        explanation: `${rule.why} ${rule.remedy}`,
        level: NagMessageLevel.ERROR,
        node,
        rule: () => resultOf(evaluate(rule, resource, this.resources)),
      });
    }
  }
}

const isOf =
  ({ types }: Rule) =>
  ({ type }: Located) =>
    types.includes(type);

function resultOf(verdict: Verdict): NagRuleResult {
  if (verdict === 'not-applicable') return NagRuleCompliance.NOT_APPLICABLE;
  if (verdict.length === 0) return NagRuleCompliance.COMPLIANT;
  return verdict[0] === '' ? NagRuleCompliance.NON_COMPLIANT : [...verdict];
}

/** Reads the templates by the path of the stack's construct. A nested stack's file is in the folder of its parent's. */
function readTemplates({ appConstruct, stackTemplates }: IPolicyValidationContext): Templates {
  const files = new Map(
    stackTemplates.map(({ stackConstructPath, templatePath }) => [stackConstructPath, templatePath]),
  );
  for (const stack of appConstruct.node.findAll().filter(isNestedStack)) {
    const parent = files.get(stack.nestedStackParent?.node.path ?? '');
    if (parent !== undefined) files.set(stack.node.path, join(dirname(parent), stack.templateFile));
  }
  return Object.fromEntries([...files].map(([path, file]) => [path, { Resources: {}, ...read(file) }]));
}

const isNestedStack = (construct: IConstruct): construct is NestedStack => Stack.isStack(construct) && construct.nested;

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Partial<Template>;

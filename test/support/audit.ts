import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import { PACKS } from '../../lib/checks/acknowledge';
import { addRulePacks } from '../../lib/checks/rule-packs';

export interface Finding {
  /** As it must be acknowledged: `AwsSolutions::AwsSolutions-IAM5[Resource::*]`. */
  readonly id: string;
  readonly path: string;
}

export interface Audit {
  readonly open: readonly Finding[];
  readonly acknowledged: readonly Finding[];
  /** Acknowledgements that silence nothing (any more), or do so without a trace. */
  readonly stale: readonly Finding[];
  /** Reasons of all acknowledgements. */
  readonly reasons: readonly string[];
  /** Distinct rules of each pack that looked at a resource. */
  readonly rules: Readonly<Record<string, number>>;
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations?: readonly Violation[];
    readonly suppressedViolations?: readonly Violation[];
  }[];
}

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

/** Runs the packs over an app as `cdk synth` does. The assembly's own report is the oracle: what it lacks did not happen. */
export function audit(app: App): Audit {
  const evaluated = countRules();
  addRulePacks(app);
  try {
    app.synth();
  } catch (error) {
    // The CDK throws on open findings, after the report is written; anything else is a failure of the test.
    if (!(error instanceof Error && error.message.includes('validation-report.json'))) throw error;
  } finally {
    evaluated.stop();
  }
  const report: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  const acknowledged = findings(report, 'suppressedViolations');
  const declared = acknowledgements(app);
  return {
    open: findings(report, 'violations'),
    acknowledged,
    stale: declared.filter(({ id, path }) => !acknowledged.some((f) => f.id === id && isWithin(path, f.path))),
    reasons: declared.map(({ reason }) => reason),
    rules: Object.fromEntries(PACKS.map((pack) => [pack, evaluated.of(pack)])),
  };
}

const isWithin = (scope: string, path: string) => path === scope || path.startsWith(`${scope}/`);

function findings(report: Report, list: 'suppressedViolations' | 'violations'): Finding[] {
  return report.pluginReports.flatMap((pack) =>
    (pack[list] ?? []).flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({ id: `${pack.pluginName}::${ruleName}`, path: constructPath })),
    ),
  );
}

function acknowledgements(app: App): (Finding & { readonly reason: string })[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, unknown>))
      // The CDK acknowledges findings of its own validator in its own constructs.
      .filter(([id]) => PACKS.some((pack) => id.startsWith(pack)))
      .map(([id, reason]) => ({ id, path: node.path, reason: JSON.stringify(reason) })),
  );
}

interface RuleCalls {
  applyRule(
    this: { readonly name: string },
    params: { readonly rule: { readonly name: string }; readonly ruleSuffixOverride?: string },
  ): void;
}

/** Listens to the packs while they work. */
function countRules() {
  const seen = new Set<string>();
  const prototype = NagPack.prototype as unknown as RuleCalls;
  const original = prototype.applyRule;
  prototype.applyRule = function (params) {
    seen.add(`${this.name}-${params.ruleSuffixOverride ?? params.rule.name}`);
    original.call(this, params);
  };
  return {
    stop: () => {
      prototype.applyRule = original;
    },
    of: (pack: string) => [...seen].filter((rule) => rule.startsWith(`${pack}-`)).length,
  };
}

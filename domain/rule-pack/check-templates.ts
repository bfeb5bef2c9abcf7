import { AppResources } from '../template/app-resources';
import type { Templates } from '../template/template';
import { evaluate } from './evaluate';
import { RULES } from './rules';

export interface Finding {
  /** Id with the name of the pack, as in cdk-nag: `PrivateBedrock-GUARD2`. */
  readonly rule: string;
  /** `<stack id>/<logical id>` */
  readonly at: string;
  /** Identifies one of several findings of a rule in the same resource. */
  readonly finding?: string;
}

/** Name of the pack, and prefix of each rule id. */
export const PACK = 'PrivateBedrock';

/**
 * Runs every rule over the templates of an app: plain JSON, without the CDK, in milliseconds. Templates contain no
 * acknowledgements, so that acknowledged findings are included.
 *
 * @param templates by stack id; with their `Outputs`, references between stacks are followed
 */
export function checkTemplates(templates: Templates): readonly Finding[] {
  const app = new AppResources(templates);
  return RULES.flatMap((rule) =>
    rule.types
      .flatMap((type) => app.ofType(type))
      .flatMap((resource) => {
        const verdict = evaluate(rule, resource, app);
        return (verdict === 'not-applicable' ? [] : verdict).map((finding) => ({
          rule: `${PACK}-${rule.id}`,
          at: resource.at,
          ...(finding && { finding }),
        }));
      }),
  );
}

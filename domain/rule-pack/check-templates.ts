import { AppResources } from '../template/app-resources';
import type { Templates } from '../template/template';
import { evaluate } from './evaluate';
import { RULES } from './rules';

export interface Finding {
  /** As cdk-nag names it: `PrivateBedrock-GUARD2`. */
  readonly rule: string;
  /** `<stack id>/<logical id>` */
  readonly at: string;
  /** Which one, for rules that can find several things in one resource. */
  readonly finding?: string;
}

/** Name of the pack, and of each rule before its id. */
export const PACK = 'PrivateBedrock';

/**
 * Runs every rule over the templates of an app: plain JSON, without the CDK, in milliseconds. Acknowledgements stand
 * beside constructs and not in templates, so that an acknowledged finding is one here.
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

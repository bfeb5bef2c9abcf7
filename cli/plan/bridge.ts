import type { Template } from '../../domain/template/template';

/**
 * Returns the template of a bridge: the new template, and everything of the old one that the new one no longer has. Both
 * sets of exports exist while the stacks that import them change over.
 */
export function bridgeTemplate(before: Template, after: Template): Template {
  const both = <Part extends 'Parameters' | 'Conditions' | 'Outputs'>(part: Part) =>
    before[part] || after[part] ? { [part]: { ...before[part], ...after[part] } } : {};
  return {
    ...after,
    ...both('Parameters'),
    ...both('Conditions'),
    ...both('Outputs'),
    Resources: { ...before.Resources, ...after.Resources },
  };
}

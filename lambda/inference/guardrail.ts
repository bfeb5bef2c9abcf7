import type { Operation } from './contract';
import type { Guardrail } from './env';
import { type Fields, isObject } from './fields';
import { type Issues, join } from './issues';
import { refuseLoopholes } from './loopholes';

/** A field whose value is the deployment's: the caller may repeat it, and hears this about any other. */
interface Fixed {
  readonly value: string;
  readonly otherwise: string;
}

/**
 * The fields of a request, with the deployment's guardrail in them: its id and version, no trace, and each piece of a
 * stream judged before it is sent. Whatever says otherwise, or would have only a part judged, is an issue.
 */
export const withGuardrail = (
  operation: Operation,
  fields: Fields,
  guardrail: Guardrail | undefined,
  issues: Issues,
): Fields => {
  if (!guardrail) return fields;
  refuseLoopholes(fields, issues);
  if (operation === 'invokeModel' || operation === 'invokeModelWithResponseStream')
    return fix(fields, { ...nameOf(guardrail), trace: untraced('DISABLED') }, '', issues);

  const config = fields.guardrailConfig === undefined ? {} : fields.guardrailConfig;
  if (!isObject(config)) return fields;
  const fixed = {
    ...nameOf(guardrail),
    trace: untraced('disabled'),
    ...(operation === 'converseStream' && { streamProcessingMode: IN_SYNC }),
  };
  return { ...fields, guardrailConfig: fix(config, fixed, 'guardrailConfig', issues) };
};

const ANOTHER = 'names another guardrail than that of this deployment; leave it out';

const nameOf = ({ id, version }: Guardrail) => ({
  guardrailIdentifier: { value: id, otherwise: ANOTHER },
  guardrailVersion: { value: version, otherwise: ANOTHER },
});

/** A trace carries the model's output from before the masking, and the personal data that was found. */
const untraced = (value: string): Fixed => ({
  value,
  otherwise: `must be ${value}, because a trace shows what the guardrail takes out; leave it out`,
});

/** The other mode sends text before it is judged, and masks nothing. */
const IN_SYNC: Fixed = {
  value: 'sync',
  otherwise: 'must be sync, so that the guardrail judges all text before it is sent; leave it out',
};

const fix = (named: Fields, fixed: Readonly<Record<string, Fixed>>, path: string, issues: Issues): Fields => {
  const completed: Record<string, unknown> = { ...named };
  for (const [name, { value, otherwise }] of Object.entries(fixed)) {
    if (named[name] !== undefined && named[name] !== value) issues.add(join(path, name), otherwise);
    completed[name] = value;
  }
  return completed;
};

import type { Guardrail } from '../../shared/environment';
import { type Fields, isObject } from '../../shared/fields';
import { type Issues, join } from '../../shared/issues';
import type { Operation } from '../contract';
import { refuseLoopholes } from './loopholes';

/** Field with a value of the deployment. A caller may repeat it; any other value is an issue with this text. */
interface Fixed {
  readonly value: string;
  readonly otherwise: string;
}

/**
 * Adds the deployment's guardrail to a request: its id and version, no trace, and each piece of a stream evaluated before
 * it is sent. Fields that say otherwise, or limit it to a part of the request, are issues.
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

const ANOTHER = 'is not the guardrail of this deployment; omit it';

const nameOf = ({ id, version }: Guardrail) => ({
  guardrailIdentifier: { value: id, otherwise: ANOTHER },
  guardrailVersion: { value: version, otherwise: ANOTHER },
});

/** A trace has the model's output before masking, and the personal data that the guardrail found. */
const untraced = (value: string): Fixed => ({
  value,
  otherwise: `must be ${value}, because a trace shows what the guardrail removes; omit it`,
});

/** The other mode sends text before it is evaluated, and masks nothing. */
const IN_SYNC: Fixed = {
  value: 'sync',
  otherwise: 'must be sync, so that the guardrail evaluates all text before it is sent; omit it',
};

const fix = (named: Fields, fixed: Readonly<Record<string, Fixed>>, path: string, issues: Issues): Fields => {
  const completed: Record<string, unknown> = { ...named };
  for (const [name, { value, otherwise }] of Object.entries(fixed)) {
    if (named[name] !== undefined && named[name] !== value) issues.add(join(path, name), otherwise);
    completed[name] = value;
  }
  return completed;
};

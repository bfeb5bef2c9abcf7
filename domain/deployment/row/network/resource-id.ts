import { isText, typed, type Validator } from '../../validation';

/** Validates the id of a resource of EC2: 8 hexadecimal digits, or 17 in newer ids. */
export function resourceId(kind: 'pl' | 'rtb' | 'sg' | 'subnet' | 'vpc' | 'vpce'): Validator {
  return typed(
    (value): value is string => isText(value) && isResourceId(kind, value),
    `an id such as ${kind}-0123456789abcdef0`,
    'Copy the id from the VPC console, not the name or the ARN.',
  );
}

export const isResourceId = (kind: string, value: string): boolean =>
  new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(value);

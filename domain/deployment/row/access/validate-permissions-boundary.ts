import { PLACEHOLDERS } from '../../config/organization-boundary';
import type { PermissionsBoundaryConfig } from '../../config/permissions-boundary-config';
import { all, firstViolated, isObject, objectOf, problem, text, type Validator } from '../../validation';

const PLACEHOLDER = String.raw`\$\{(?:Qualifier|AWS::(?:AccountId|Partition|Region))\}`;
const POLICY = String.raw`(?:(?:[\w+=,.@-]|${PLACEHOLDER})+\/)*(?:[\w+=,.@-]|${PLACEHOLDER})+`;
const NAME = new RegExp(`^${POLICY}$`);
const ARN = new RegExp(
  String.raw`^arn:(?:aws|\$\{AWS::Partition\}):iam::(?:\d{12}|aws|\$\{AWS::AccountId\}):policy\/${POLICY}$`,
);

/** Longest name of a policy, without its path. Source: IAM User Guide, "IAM and AWS STS quotas". */
const MAX_NAME = 128;

const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1);

const name = text(
  'the name of a policy',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-095',
      holds: (value) =>
        NAME.test(value) && lastPart(value).replace(new RegExp(PLACEHOLDER, 'g'), '').length <= MAX_NAME,
      message: `is not the name of a policy: 1 to ${MAX_NAME} letters, digits or +=,.@_-, and placeholders`,
      remedy: (value) =>
        value.startsWith('arn:')
          ? `Write { arn: '${value}' }.`
          : `Copy the name from IAM. The placeholders are ${Object.values(PLACEHOLDERS).join(', ')}.`,
    },
  ]),
);

const arn = text(
  'the ARN of a policy',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-096',
      holds: (value) => ARN.test(value),
      message: 'is not the ARN of a managed policy',
      remedy: (value) =>
        NAME.test(value)
          ? `Write { name: '${value}' }.`
          : `Write it as 'arn:aws:iam::${PLACEHOLDERS.account}:policy/<name>', or with the 12 digits of the account.`,
    },
  ]),
);

const namesOne: Validator = (value, place) => {
  if (!isObject(value)) return [];
  const names = ['name', 'arn'].filter((key) => value[key] !== undefined);
  if (names.length === 1) return [];
  return [
    problem('PB-CONFIG-097', place, {
      message: `has ${names.length === 0 ? 'neither name nor arn' : 'both name and arn'}`,
      remedy: "Name one policy, as { name: '…' } or { arn: '…' }.",
    }),
  ];
};

/** Validates `permissionsBoundary` of a row, or the context of the CDK with the same meaning. */
export const validatePermissionsBoundary: Validator = all(
  objectOf({ name, arn } satisfies Record<keyof PermissionsBoundaryConfig, Validator>),
  namesOne,
);

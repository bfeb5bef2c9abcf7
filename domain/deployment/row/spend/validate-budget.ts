import type { AnomalyConfig, BudgetApproval, BudgetConfig, CostTag } from '../../config/spend-config';
import { ANOMALY_REGIONS, BUDGET_REGIONS } from '../../spend/budget';
import {
  all,
  either,
  firstViolated,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  typed,
  type Validator,
  within,
} from '../../validation';
import { validateEmail } from '../validate-observability';

const APPROVALS = ['automatic', 'manual'] as const satisfies readonly BudgetApproval[];

const dollars = (most: number, remedy: string) =>
  typed(
    (value): value is number => typeof value === 'number' && value >= 1 && value <= most,
    `a number of US dollars from 1 to ${most.toLocaleString('en-US')}`,
    remedy,
  );

const emails = all(
  listOf(validateEmail, { min: 1, max: 10, what: 'e-mail addresses' }),
  noDuplicates('Name each address once.', (address) => (isText(address) ? address.toLowerCase() : undefined)),
);

/** Characters of a tag. Source: AWS Tagging User Guide, "Tag naming limits and requirements". */
const tagText = (what: string, longest: number) =>
  text(
    `the ${what} of a tag`,
    firstViolated<string>([
      {
        code: 'PB-CONFIG-167',
        holds: (value) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(value) && value.length <= longest,
        message: `is not the ${what} of a tag: 1 to ${longest} letters, digits, spaces and _.:/=+-@`,
        remedy: `Copy the ${what} from the cost allocation tags of the billing console.`,
      },
    ]),
  );

/** Validates `spend.budget` of a row by itself. A filter by service is refused as every property that does not exist. */
export const validateBudget: Validator = objectOf(
  {
    monthlyUsd: dollars(100_000_000, 'Set the most that a month may cost. To have no budget, omit budget.'),
    emails,
    approval: text(
      either([...APPROVALS]),
      firstViolated<string>([
        {
          code: 'PB-CONFIG-168',
          holds: (value) => APPROVALS.some((one) => one === value),
          message: `is not ${either([...APPROVALS])}`,
          remedy: "Use 'automatic', or 'manual' if a person shall approve the stop.",
        },
      ]),
    ),
    tag: objectOf(
      { key: tagText('key', 128), value: tagText('value', 256) } satisfies Record<keyof CostTag, Validator>,
      ['key', 'value'],
    ),
  } satisfies Record<keyof BudgetConfig, Validator>,
  ['monthlyUsd', 'emails'],
);

/** Validates `spend.anomaly` of a row by itself. */
export const validateAnomaly: Validator = objectOf(
  {
    impactUsd: dollars(1_000_000, 'Set the impact from which an anomaly is worth an e-mail.'),
    emails,
  } satisfies Record<keyof AnomalyConfig, Validator>,
  ['impactUsd', 'emails'],
);

/** CloudFormation does not have the types of AWS Budgets and of Cost Explorer in every Region. */
export const budgetIsOffered: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.spend) || !isText(row.region)) return [];
  const { region, spend } = row;
  const missing = (name: string, regions: readonly string[]) =>
    spend[name] !== undefined && !regions.includes(region)
      ? [
          problem('PB-CONFIG-169', within(within(place, 'spend'), name), {
            message: `cannot be deployed in ${region}: CloudFormation does not have its types there`,
            remedy: `Remove it. Set ${name} in a row of another Region of the account, such as us-east-1, or in the billing console.`,
          }),
        ]
      : [];
  return [...missing('budget', BUDGET_REGIONS), ...missing('anomaly', ANOMALY_REGIONS)];
};

import fc from 'fast-check';
import { accountId, optional, type PropertyRows, textOf } from '../property';

const role = fc
  .tuple(accountId, fc.constantFrom('', 'team/', 'aws-reserved/sso.amazonaws.com/'), textOf('aZ0+=,.@_-', 1, 40))
  .map(([account, path, name]) => `arn:aws:iam::${account}:role/${path}${name}`);

/** Accounts and roles, some of Identity Center. */
export const trustedPrincipals: PropertyRows<'trustedPrincipals'> = () =>
  optional(
    fc.record(
      {
        principals: fc.uniqueArray(fc.oneof(accountId, role), { minLength: 1, maxLength: 3 }),
        mfa: fc.boolean(),
      },
      { requiredKeys: ['principals'] },
    ),
  );

export const sessionHours: PropertyRows<'sessionHours'> = () => optional(fc.integer({ min: 1, max: 12 }));

export const invokerCallsModels: PropertyRows<'invokerCallsModels'> = () => optional(fc.boolean());

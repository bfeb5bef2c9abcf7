import fc from 'fast-check';
import { AUDITED, LOGGED_KINDS } from '../../domain/account/account-config';
import { validateAccounts } from '../../domain/account/validate-account';
import { ACCOUNTS } from '../../lib/config/accounts';
import { accountProofs } from '../../proofs/account/account-proofs';
import { accountRows, randomAccounts } from '../../proofs/account/account-rows';
import { accountSentences } from '../../proofs/account/account-sentences';
import { accountSubjects } from '../../proofs/account/account-subject';
import { accountFaults, proveRandomAccounts } from '../../proofs/account/prove-accounts';
import { decide } from '../../proofs/decisions/decisions';
import { KeptResults } from '../../proofs/kept-results';
import type { Templates } from '../../proofs/model/templates';
import { EQUIVALENT } from '../../proofs/mutants/equivalent';
import { judge } from '../../proofs/mutants/judge';
import type { Mutant } from '../../proofs/mutants/mutant';
import { allMutants, mutantsOf } from '../../proofs/mutants/mutants-of';
import { ACTIONS } from '../../proofs/mutants/operators/actions';
import { statementSites } from '../../proofs/mutants/statements';
import type { Proof } from '../../proofs/proof';

const accounts = accountSubjects();
const [audit, copies] = accounts as [(typeof accounts)[0], (typeof accounts)[0]];

test('the subjects are the rows of the table', () => {
  expect(accounts.map(({ name, account }) => [name, account])).toEqual(
    Object.entries(ACCOUNTS).map(([name, account]) => [`account-${name}`, account]),
  );
});

test.each(accounts.map((account) => [account.name, account] as const))(
  '%s: every sentence holds, by both evaluators, and so does every proof',
  async (_, account) => {
    const sentences = Object.values(accountSentences(account)).flat();
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter(({ points }) => points.length === 0)).toEqual([]);
    expect(await decide(sentences, { simulated: 1 / 5, ofTablesOver: 0 })).toEqual([]);
    for (const proof of accountProofs(account)) {
      expect([proof.name, await proof.broken(account)]).toEqual([proof.name, []]);
    }
  },
);

/** `npm run prove` holds each mutant against every proof; here, one that breaks is enough. */
async function isKilled(mutant: Mutant, proofs: readonly Proof[]): Promise<boolean> {
  for (const proof of proofs) if ((await judge(mutant, [proof])).killers.length > 0) return true;
  return false;
}

test('one mutant of each kind: a proof breaks', async () => {
  const proofs = new Map(accounts.map((account) => [account.name, accountProofs(account)]));
  const mutants = allMutants(accounts, { most: 1 });
  const survivors: string[] = [];
  for (const mutant of mutants) {
    if (!(await isKilled(mutant, proofs.get(mutant.subject.name) ?? []))) survivors.push(mutant.name);
  }
  expect(mutants.length).toBeGreaterThan(70);
  expect(survivors.filter((name) => !EQUIVALENT.some(({ mutants: names }) => names.test(name)))).toEqual([]);
});

/** Actions of each statement, by policy and Sid or place. */
const actionsOf = (of: Templates) =>
  Object.fromEntries(
    statementSites(of).map(({ placed, words, statement: { Effect, Action, NotAction } }) => [
      `${placed.at} ${words.replace(/ .*/, '')}`.replace(/^.*?\/.*?\/|[0-9A-F]{8}(?= )/g, ''),
      `${Effect} ${NotAction ? 'all but ' : ''}${[Action ?? NotAction].flat().join(' ')}`,
    ]),
  );

test('no statement has an action more than this list, which a person has read', () => {
  expect(actionsOf(copies.templates)).toMatchSnapshot();
  for (const { name, subject: mutant } of mutantsOf(copies, ACTIONS)) {
    expect([name, actionsOf(mutant.templates)]).not.toEqual([name, actionsOf(copies.templates)]);
  }
});

test('the row without copies grants nothing that only copies need', () => {
  const names = JSON.stringify(audit.templates.stacks);
  for (const word of ['ModelInvocationLoggingConfiguration":', 'iam:PassRole', 'logs:PutLogEvents', 'logs.us-east-1']) {
    expect([word, names.includes(word)]).toEqual([word, false]);
  }
});

describe('the generator of account rows', () => {
  test('makes rows that the configuration accepts', () => {
    fc.assert(
      fc.property(accountRows, (row) => {
        expect(validateAccounts({ row })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('makes every kind of row', () => {
    const many = randomAccounts(1, 400);
    const seen: Readonly<Record<string, (row: (typeof many)[number]) => unknown>> = {
      ...Object.fromEntries(LOGGED_KINDS.map((kind) => [kind, ({ logging }) => logging?.kinds?.includes(kind)])),
      ...Object.fromEntries(AUDITED.map((name) => [name, ({ audit: names }) => names?.join() === name])),
      'all kinds by default': ({ logging }) => logging && !logging.kinds,
      'only an enforced guardrail': (row) => row.enforcedGuardrail && !row.audit && !row.logging && !row.dataRetention,
      'a guardrail by ARN, with exceptions': ({ enforcedGuardrail: one }) =>
        one?.guardrail.startsWith('arn:') && one.exceptModels,
      'only data retention': (row) => row.dataRetention && !row.audit && !row.logging,
      'logging without audit': (row) => row.logging && !row.audit,
      'auditors beside trusted principals': (row) => row.auditors && row.trustedPrincipals,
      'an external id without MFA': ({ auditors }) => auditors?.externalId && auditors.mfa === false,
      'data that goes with the stack': ({ keepData }) => !keepData,
      'another Region': ({ region }) => region !== 'us-east-1',
    };
    for (const [kind, isSeen] of Object.entries(seen)) expect([kind, many.some(isSeen)]).toEqual([kind, true]);
  });

  test.each(randomAccounts(20_261_128, 5).map((row, index) => [index, row] as const))(
    'row %i: every sentence and proof holds, and no rule objects',
    async (index, row) => {
      expect(await accountFaults(`account-random${index}`, row)).toEqual([]);
    },
  );

  test('a fault is reported with its row', async () => {
    const kept = KeptResults.open('build/no-such-file.json', 'test');
    const broken = await proveRandomAccounts(1, 1, kept, () => Promise.resolve(['the auditor cannot read']));
    expect(broken[0]).toBe('account-random0 of seed 1: the auditor cannot read');
    expect(broken[1]).toContain('region:');
  });
});

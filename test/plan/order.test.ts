import { bridgeTemplate } from '../../cli/plan/bridge';
import { order } from '../../cli/plan/order';
import { pairStacks } from '../../cli/plan/stack-pair';
import type { Template } from '../../domain/template/template';

/** Template that exports and imports values by name. */
const template = (exported: readonly string[], imported: readonly string[], seed = ''): Template => ({
  Resources: {
    [`Thing${seed}`]: {
      Type: 'AWS::Events::Rule',
      Properties: { Uses: imported.map((name) => ({ 'Fn::ImportValue': name })) },
    },
    ...Object.fromEntries(exported.map((name) => [`Of${name}`, { Type: 'AWS::KMS::Key' }])),
  },
  Outputs: Object.fromEntries(exported.map((name) => [name, { Value: { Ref: `Of${name}` }, Export: { Name: name } }])),
});

type Table = Readonly<Record<string, Template>>;

function ordered(before: Table, after: Table, others: Readonly<Record<string, readonly string[]>> = {}) {
  const stacks = (table: Table) =>
    Object.entries(table).map(([name, one]) => ({
      name,
      id: name,
      status: 'UPDATE_COMPLETE',
      terminationProtection: false,
      template: one,
    }));
  const text = (name: string) => JSON.stringify({ 'Fn::ImportValue': name });
  const { steps, obstacles } = order(pairStacks(stacks(before), stacks(after)), {
    exists: (name) => Object.values(before).some(({ Outputs = {} }) => name in Outputs),
    importers: (name) => [
      ...Object.keys(before).filter((stack) => JSON.stringify(before[stack]).includes(text(name))),
      ...(others[name] ?? []),
    ],
  });
  return { steps: steps.map(({ kind, pair }) => `${kind} ${pair.name}`), obstacles: obstacles.map(({ text }) => text) };
}

describe('the order of changes', () => {
  test('is empty if nothing changes', () => {
    const same = { base: template(['a'], []), user: template([], ['a']) };
    expect(ordered(same, same)).toEqual({ steps: [], obstacles: [] });
  });

  test('deploys what exports before what imports', () => {
    const after = { base: template(['a'], []), user: template([], ['a']) };
    expect(ordered({}, after).steps).toEqual(['deploy base', 'deploy user']);
  });

  test('stops imports before it removes an export', () => {
    const before = { base: template(['a', 'b'], []), user: template([], ['a', 'b']) };
    const after = { base: template(['a'], []), user: template([], ['a']) };
    expect(ordered(before, after).steps).toEqual(['deploy user', 'deploy base']);
  });

  test('deletes a forgotten stack before the exports that it imports', () => {
    const before = { base: template(['a', 'b'], []), user: template([], ['a']), gone: template([], ['b']) };
    const after = { base: template(['a'], []), user: template([], ['a']) };
    expect(ordered(before, after).steps).toEqual(['delete gone', 'deploy base']);
  });

  test('deletes a stack with exports after those that import them', () => {
    const before = { base: template(['a'], []), middle: template(['b'], ['a']), user: template([], ['b']) };
    expect(ordered(before, {}).steps).toEqual(['delete user', 'delete middle', 'delete base']);
  });

  test('bridges a stack that must be deployed both before and after another', () => {
    const before = { base: template(['old'], []), user: template([], ['old']) };
    const after = { base: template(['new'], []), user: template([], ['new']) };
    expect(ordered(before, after).steps).toEqual(['bridge base', 'deploy user', 'deploy base']);
    const bridge = bridgeTemplate(before.base, after.base);
    expect(Object.keys(bridge.Outputs ?? {})).toEqual(['old', 'new']);
    expect(Object.keys(bridge.Resources)).toEqual(['Thing', 'Ofold', 'Ofnew']);
  });

  test('bridges a chain of stacks', () => {
    const chain = (name: string) => ({
      base: template([`${name}1`], []),
      middle: template([`${name}2`], [`${name}1`]),
      user: template([], [`${name}2`]),
    });
    const { steps } = ordered(chain('old'), chain('new'));
    expect(steps).toEqual(['bridge base', 'bridge middle', 'deploy user', 'deploy middle', 'deploy base']);
  });

  test('names a stack of somebody else that imports a removed export', () => {
    const before = { base: template(['a'], []) };
    expect(ordered(before, { base: template([], []) }, { a: ['their-stack'] })).toEqual({
      steps: [],
      obstacles: ['base removes the export a, which their-stack imports.'],
    });
  });

  test('refuses to change the value of an export that stays imported', () => {
    const before = { base: template(['a'], []), user: template([], ['a']) };
    const Outputs = { a: { Value: { Ref: 'Thing' }, Export: { Name: 'a' } } };
    const after = { base: { ...before.base, Outputs }, user: before.user };
    expect(ordered(before, after).obstacles).toEqual(['base changes the export a, which user imports.']);
  });
});

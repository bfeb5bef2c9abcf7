import { BEDROCK_PLANES } from '../../domain/models/planes';
import * as actions from '../../lib/bedrock/actions';
import * as denied from '../../lib/bedrock/denied-actions';

const { PLANE_ACTIONS, ...allowed } = actions;
const { PROTECTED_ACTIONS } = denied;
const lists: readonly (readonly [string, readonly string[]])[] = Object.entries({ ...allowed, ...denied });

test.each(lists)('%s: exact names, sorted, each once', (_, list) => {
  expect(list.length).toBeGreaterThan(0);
  expect([...new Set(list)].sort()).toEqual(list);
  for (const action of list) expect(action).toMatch(/^bedrock(-mantle)?:[A-Z][A-Za-z]+$/);
});

test('every plane has its actions', () => {
  expect(Object.keys(PLANE_ACTIONS).sort()).toEqual([...BEDROCK_PLANES].sort());
});

test.each(BEDROCK_PLANES)('no endpoint of %s lets a protected action through', (plane) => {
  const through: readonly string[] = PLANE_ACTIONS[plane];
  expect(PROTECTED_ACTIONS.filter((action) => through.includes(action))).toEqual([]);
});

test('models are invoked through the runtime plane alone', () => {
  const planes = BEDROCK_PLANES.filter((plane) =>
    actions.INVOKE_ACTIONS.some((action) => (PLANE_ACTIONS[plane] as readonly string[]).includes(action)),
  );
  expect(planes).toEqual(['bedrock-runtime']);
});

import { BEDROCK_PLANES } from '../../domain/models/planes';
import { ACTIONS_OF_NO_PLANE, PLANE_ACTIONS } from '../../domain/network/plane-actions';
import * as actions from '../../lib/bedrock/actions';
import * as bounded from '../../lib/bedrock/bounded-actions';
import { DATA_CLASSES } from '../../proofs/actions/data-classes';

const { BOUNDED_BEDROCK_ACTIONS: _, USE_ACTIONS: __, ...changed } = bounded;
const CONTROLS: readonly string[] = DATA_CLASSES.controls.write;
const lists: readonly (readonly [string, readonly string[]])[] = Object.entries({
  ...actions,
  ...changed,
  ACTIONS_OF_NO_PLANE,
});
const ofPlanes: readonly (readonly [string, readonly string[]])[] = Object.entries(PLANE_ACTIONS);

test.each(lists)('%s: exact names, sorted, each once', (_, list) => {
  expect(list.length).toBeGreaterThan(0);
  expect([...new Set(list)].sort()).toEqual(list);
  for (const action of list) expect(action).toMatch(/^bedrock(-mantle)?:[A-Z][A-Za-z]+$/);
});

test.each(ofPlanes)('%s: exact names, each once, none of no plane', (_, list) => {
  expect([...new Set(list)]).toEqual(list);
  for (const action of list) expect(action).toMatch(/^bedrock:[A-Z][A-Za-z]+$/);
  expect(list.filter((action) => (ACTIONS_OF_NO_PLANE as readonly string[]).includes(action))).toEqual([]);
});

test('every plane has its actions', () => {
  expect(Object.keys(PLANE_ACTIONS).sort()).toEqual([...BEDROCK_PLANES].sort());
});

test.each(BEDROCK_PLANES)('no endpoint of %s lets a change of controls through', (plane) => {
  const through: readonly string[] = PLANE_ACTIONS[plane];
  expect(CONTROLS.filter((action) => through.includes(action))).toEqual([]);
});

test('models are invoked through the runtime plane alone', () => {
  const planes = BEDROCK_PLANES.filter((plane) =>
    actions.INVOKE_ACTIONS.some((action) => (PLANE_ACTIONS[plane] as readonly string[]).includes(action)),
  );
  expect(planes).toEqual(['bedrock-runtime']);
});

import { validateDeployments } from '../../domain/deployment/validate-deployments';

const problems = (workbench: unknown, more: object = {}) =>
  validateDeployments(
    {
      lab: {
        region: 'us-east-1',
        models: ['amazon.nova-lite-v1:0'],
        network: { cidr: '10.0.0.0/24' },
        workbench,
        ...more,
      },
    } as never,
    new Date('2026-11-28'),
  );

test.each([{}, { instanceType: 'ml.m5.xlarge', idleMinutes: 5, volumeGiB: 1024 }, { readsDatasets: false }])(
  'a workbench of %j is valid',
  (workbench) => {
    expect(problems(workbench)).toEqual([]);
  },
);

test.each([
  [{ instanceType: 'ml.t3.medum' }, 'PB-CONFIG-190', "Use 'ml.t3.medium'."],
  [{ instanceType: 'ml.p5.48xlarge' }, 'PB-CONFIG-190', expect.stringContaining('Use ')],
  [{ readsDatasets: true }, 'PB-CONFIG-191', 'Remove it, or add fineTuning.'],
])('a workbench of %j is refused: %s', (workbench, code, remedy) => {
  expect(problems(workbench)).toMatchObject([{ code, remedy, deployment: 'lab' }]);
});

test.each([
  [{}, 'Remove it, or add knowledge.'],
  [{ knowledge: { audiences: { board: ['board'] } } }, 'Remove it, or knowledge.audiences.'],
])('passages of a row with %j are refused', (more, remedy) => {
  expect(problems({ findsPassages: true }, more)).toMatchObject([{ code: 'PB-CONFIG-192', remedy }]);
});

test('a notebook finds passages that are for everybody', () => {
  expect(problems({ findsPassages: true }, { knowledge: {} })).toEqual([]);
});

test.each([0, 4, 1441, 7.5, '60', null])('idleMinutes of %j are refused', (idleMinutes) => {
  expect(problems({ idleMinutes })).toMatchObject([{ path: 'lab.workbench.idleMinutes' }]);
});

test('a notebook reads datasets of a row that has some', () => {
  expect(problems({ readsDatasets: true }, { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] } })).toEqual([]);
});

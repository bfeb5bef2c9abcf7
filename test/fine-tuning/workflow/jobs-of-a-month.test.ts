import { execute } from '../../support/execution';
import { SETTINGS, TuningStandIn } from '../../support/tuning-stand-in';
import { definition } from './definition';
import { CHECKED, FAILED } from './paths';

/** Uploads a manifest for each attempt. */
function manifests(standIn: TuningStandIn, attempts: number): object[] {
  const { manifest } = standIn.input;
  const asked = JSON.parse(String(standIn.objects.all.get(manifest))) as object;
  return Array.from({ length: attempts }, (_, index) => {
    const key = `datasets/first/${index}-manifest.json`;
    standIn.objects.all.set(key, JSON.stringify({ ...asked, attempt: index + 1 }));
    return { manifest: key };
  });
}

const limited = (maxJobsPerMonth: number) => {
  const standIn = new TuningStandIn();
  standIn.given = { ...SETTINGS, maxJobsPerMonth };
  return standIn;
};

describe('the jobs of a month', () => {
  test('twenty manifests with another attempt each, one after another: as many jobs as the row allows', async () => {
    const standIn = limited(3);
    const ends: string[] = [];
    for (const input of manifests(standIn, 20)) ends.push((await execute(definition, standIn, input)).end);
    expect(ends).toEqual([...Array(3).fill('Succeeded'), ...Array(17).fill('TooManyJobs')]);
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([3, 3]);
  });

  test('twenty manifests at the same time: as many jobs as the row allows', async () => {
    const standIn = limited(3);
    const all = await Promise.all(manifests(standIn, 20).map((input) => execute(definition, standIn, input)));
    expect(all.filter(({ end }) => end === 'TooManyJobs')).toHaveLength(17);
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([3, 3]);
  });

  test('TooManyJobs: names the limit and what to do, and starts nothing', async () => {
    const standIn = limited(1);
    const [first = {}, second = {}] = manifests(standIn, 2);
    await execute(definition, standIn, first);
    expect(await execute(definition, standIn, second)).toMatchObject({
      end: 'TooManyJobs',
      cause: expect.stringMatching(/2026-11 has its 1 jobs.*raise fineTuning\.maxJobsPerMonth in the row and deploy\./),
      states: [...CHECKED, 'Reserve job', 'Fail: too many jobs', ...FAILED],
    });
  });

  test('a job that could not be started keeps its place: the same upload takes no second', async () => {
    const standIn = limited(1);
    standIn.troubles.set('bedrock:createModelCustomizationJob', [new Error('Bedrock.AccessDeniedException')]);
    expect(await execute(definition, standIn)).toMatchObject({ end: 'JobNotStarted' });
    expect(await execute(definition, standIn)).toMatchObject({ end: 'Succeeded' });
  });

  test('the same upload of a job that exists takes no place', async () => {
    const standIn = limited(2);
    for (let times = 0; times < 4; times += 1) await execute(definition, standIn);
    const places = [...standIn.objects.all.keys()].filter((key) => key.startsWith('artifacts/jobs/'));
    expect(places).toEqual(['artifacts/jobs/2026-11/1']);
  });

  test('no job starts without a place, whatever fails', async () => {
    const standIn = limited(1);
    standIn.troubles.set('reserve-job', [new Error('AccessDenied')]);
    expect(await execute(definition, standIn)).toMatchObject({ end: 'JobNotReserved' });
    expect(standIn.jobs.size).toBe(0);
  });

  test('only the state that takes a place leads to the start of a job', () => {
    const { States: states } = definition as { States: Record<string, object> };
    const leading = Object.entries(states).filter(([, state]) => JSON.stringify(state).includes('"Start job"'));
    expect(leading.map(([name]) => name)).toEqual(['Reserve job']);
  });
});

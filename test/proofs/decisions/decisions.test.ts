import { decide, decisions } from '../../../proofs/decisions/decisions';
import { SENTENCES } from '../../../proofs/decisions/sentences/all';
import { World } from '../../../proofs/decisions/world';
import type { NamedPolicy } from '../../../proofs/model/policy';
import { mutantsOf } from '../../../proofs/mutants/mutants-of';
import { oddSubjects } from '../../../proofs/mutants/odd-rows';
import type { Subject } from '../../../proofs/proof';
import { subjects } from '../../../proofs/subjects';

/** Sentences and requests, so that a table that has become empty is seen. */
let decided = 0;

describe.each(subjects().map((subject) => [subject.name, subject] as const))('who can do what in %s', (_, subject) => {
  const world = new World(subject);

  test.each(Object.entries(SENTENCES))('%s', async (__, sentencesAbout) => {
    const sentences = await sentencesAbout(world);
    for (const { says, points } of sentences) expect([says, points.length]).not.toEqual([says, 0]);
    decided += sentences.reduce((sum, { points }) => sum + points.length, 0);
    // `npm run prove` asks the simulator about every point.
    expect(await decide(sentences, { simulated: 1 / 5 })).toEqual([]);
  });
});

describe('a mutant is asked only what a changed policy has a say in', () => {
  const [library] = oddSubjects() as [Subject];

  /** A world whose policies have names, and throw if they are read. */
  function sealed(world: World): World {
    const policies = new Map<NamedPolicy, NamedPolicy>();
    const seal = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(seal);
      if (!('document' in value))
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, seal(one)]));
      const policy = value as NamedPolicy;
      const closed = policies.get(policy) ?? {
        name: policy.name,
        get document(): never {
          throw new Error(`a sentence reads ${policy.name}`);
        },
      };
      policies.set(policy, closed);
      return closed;
    };
    return Object.defineProperties(world, {
      system: { value: seal(world.system) },
      unbounded: { get: () => sealed(new World(library, false)) },
    });
  }

  test.each(Object.entries(SENTENCES))(
    'no sentence about %s is made by reading a policy',
    async (_, sentencesAbout) => {
      expect(await sentencesAbout(sealed(new World(library)))).toBeDefined();
    },
  );

  test('and the answer is the one of all requests', async () => {
    const all = mutantsOf(library).filter(({ kind }) =>
      /Deny|condition|action|resource|principal|boundary/i.test(kind),
    );
    const some = all.filter((__, index) => index % Math.ceil(all.length / 12) === 0);
    expect(await decisions.broken(library)).toEqual([]);
    for (const { name, subject } of some) {
      const world = new World(subject);
      const groups = await Promise.all(Object.values(SENTENCES).map((sentencesAbout) => sentencesAbout(world)));
      const [first] = await decide(groups.flat(), { simulated: 0, ofTablesOver: 0 });
      expect([name, ...(await decisions.broken(subject))]).toEqual([name, first].filter((says) => says !== undefined));
    }
  });
});

afterAll(() => {
  process.stdout.write(`proofs: ${decided} decisions\n`);
});

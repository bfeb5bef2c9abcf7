import { decide } from '../../proofs/decisions/decisions';
import { SENTENCES } from '../../proofs/decisions/sentences/all';
import { World } from '../../proofs/decisions/world';
import { subjects } from '../../proofs/subjects';

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

afterAll(() => {
  process.stdout.write(`proofs: ${decided} decisions\n`);
});

import { unboundedSentences } from '../../../proofs/decisions/sentences/unbounded';
import { World } from '../../../proofs/decisions/world';
import { oddSubjects } from '../../../proofs/mutants/odd-rows';
import { subjects } from '../../../proofs/subjects';

/** Roles whose own policies are wide on purpose: nothing but the boundary bounds them. */
const BOUNDED_ONLY = ['administrator'];

test.each([...subjects(), ...oddSubjects()].map((subject) => [subject.name, subject] as const))(
  'every role of %s is decided by its own policies alone, too, so that no boundary hides what is lost in them',
  async (_, subject) => {
    const world = new World(subject);
    const says = (await unboundedSentences(world)).map((sentence) => sentence.says);
    const silent = world.system.roles
      .map(({ name }) => name)
      .filter((name) => !BOUNDED_ONLY.includes(name))
      .filter((name) => !says.some((sentence) => sentence.startsWith(`the ${name}, by its own policies alone,`)));
    expect(silent).toEqual([]);
  },
);

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../kept-results';
import { type CodeMutant, mutantsOfCode, nameOf } from './operators';

/** Files that are attacked, and the module that judges a mutant of them. */
export interface Target {
  readonly name: 'policies' | 'requests';
  readonly folders: readonly string[];
  /** Files of these folders that the judges do not reach. */
  readonly except: RegExp;
  /** Entry points of a bundle: a module with `judge`, or files of tests. */
  readonly judges: readonly string[];
}

/** Module that judges policies. It loads all that makes them. */
export const ROWS_JUDGE = 'proofs/code/judge-rows.ts';

/** Folders with code, from the root of the repository. */
const foldersBelow = (root: string): readonly string[] => [
  ...new Set(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => dirname(join(root, file))),
  ),
];

/** States of the workflows. */
const STATES = ['lib/fine-tuning/workflow', 'lib/knowledge/ingestion'];

/** The public names and the composition; what checks an app; the table of deployments, which is no code. */
export const NOT_ATTACKED = ['lib', 'lib/checks', 'lib/config'];

export const TARGETS: readonly Target[] = [
  {
    name: 'policies',
    folders: foldersBelow('lib').filter((folder) => ![...NOT_ATTACKED, ...STATES].includes(folder)),
    except: /^lib\/workflow\/states\.ts$/,
    judges: [ROWS_JUDGE],
  },
  {
    name: 'requests',
    folders: [...foldersBelow('lambda'), ...STATES, 'lib/workflow'],
    // Wiring and the protocol of AWS, which only tests with a process of its own reach: test/inference/bundle.
    except:
      /\/(handler|bedrock-protocol|bodies|event-stream|numbers|unknown-members)\.ts$|^lib\/workflow\/workflow\.ts$/,
    judges: [
      'test/fine-tuning/bucket-objects.test.ts',
      'test/contracts',
      'test/fine-tuning/workflow',
      'test/inference/function',
      'test/knowledge',
      'test/knowledge/function',
    ],
  },
];

/**
 * Returns the mutants of a target, in an order by a hash: the first ones are of all files and kinds, and an edit moves
 * no mutant but its own.
 *
 * @param percent the first ones alone, as many of hundred
 */
export function mutantsOfTarget({ folders, except }: Target, percent = 100): readonly CodeMutant[] {
  return folders
    .flatMap(filesIn)
    .filter((file) => !except.test(file))
    .flatMap((file) => placed(mutantsOfCode(file, readFileSync(file, 'utf8'))))
    .filter(({ place }) => place * 100 < percent)
    .sort((one, other) => one.place - other.place)
    .map(({ mutant }) => mutant);
}

/** Gives each mutant a place from 0 to 1. Of equal changes in one file, each counts. */
function placed(mutants: readonly CodeMutant[]) {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const name = nameOf(mutant);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { mutant, place: Number.parseInt(sha256(`${name} ${count}`).slice(0, 12), 16) / 16 ** 12 };
  });
}

const filesIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ name }) => join(folder, name))
    .sort();

/** Files of tests below the judges of a target. Those of a built function would not see a change of its code. */
export const testsOf = ({ judges }: Target): readonly string[] =>
  judges.flatMap((judge) =>
    judge.endsWith('.ts')
      ? [judge]
      : readdirSync(judge)
          .filter((name) => name.endsWith('.test.ts') && !name.endsWith('-bundle.test.ts'))
          .map((name) => join(judge, name)),
  );

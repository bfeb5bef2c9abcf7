import { runApp } from '../cli/app/run-app';
import type { Assembly } from '../domain/template/assembly';
import { DEPLOYMENTS } from '../lib/config/deployments';
import { hashOfFiles, KeptResults } from './kept-results';
import { templatesOf } from './model/templates';
import { NotModelledError } from './not-modelled';
import type { Subject } from './proof';

/** Every row of the table, synthesized by the built app: once for the same inputs of the build, whoever asks. */
export function subjects(): readonly Subject[] {
  const inputs = hashOfFiles(['build/bin.inputs', 'build/lambda.inputs', 'cdk.json']);
  const kept = KeptResults.open('build/templates.json', inputs);
  const names = Object.keys(DEPLOYMENTS);
  const rows = names.map((name) =>
    kept.of(name, () => subjectOf(runApp({ deployment: name }, { cwd: process.cwd(), env: process.env }))),
  );
  if (kept.taken < rows.length) kept.save();
  return rows;
}

/** Returns the only deployment of an assembly: its row as the app completed it from the context, and its templates. */
export function subjectOf(assembly: Assembly): Subject {
  const [record] = assembly.deployments;
  if (!record) throw new NotModelledError(assembly.folder, 'an assembly without a deployment', 'See subjects.ts.');
  const { name, config, bootstrapQualifier } = record;
  return { name, config, bootstrapQualifier, templates: templatesOf(assembly) };
}

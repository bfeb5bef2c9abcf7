import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readAssembly } from '../../cli/app/assembly-folder';
import { parseRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { settings } from '../../proofs/settings/settings';
import { subjectOf } from '../../proofs/subjects';

const appWith = (context: Readonly<Record<string, unknown>>) =>
  new App({
    context,
    outdir: mkdtempSync(join(tmpdir(), 'assembly-')),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });

describe('the qualifier of the bootstrap', () => {
  const qualifierOf = (context: Readonly<Record<string, unknown>>) => {
    const app = appWith(context);
    new PrivateBedrock(app, 'acme', DEPLOYMENTS.sandbox);
    const { directory } = app.synth();
    return parseRecords(readFileSync(join(directory, RECORDS_FILE), 'utf8'), RECORDS_FILE)[0]?.bootstrapQualifier;
  };

  test.each(['acme', 'q'])('may be %s: the proofs find the assets in its bucket', async (qualifier) => {
    const app = appWith({ '@aws-cdk/core:bootstrapQualifier': qualifier });
    new PrivateBedrock(app, 'acme', DEPLOYMENTS.sandbox);
    const subject = subjectOf(readAssembly(app.synth().directory, process.cwd()));
    expect(await settings.broken(subject)).toEqual([]);
    const [broken] = await settings.broken({ ...subject, bootstrapQualifier: 'other' });
    expect(broken).toContain('the code comes from the bucket of the CDK in this account');
  });

  test('is written down for preflight, unless it is the default', () => {
    expect(qualifierOf({ '@aws-cdk/core:bootstrapQualifier': 'acme' })).toBe('acme');
    expect(qualifierOf({})).toBeUndefined();
  });
});

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { parseRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { PrivateBedrock } from '../../lib/private-bedrock';

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

  test('is written down for preflight, unless it is the default', () => {
    expect(qualifierOf({ '@aws-cdk/core:bootstrapQualifier': 'acme' })).toBe('acme');
    expect(qualifierOf({})).toBeUndefined();
  });
});

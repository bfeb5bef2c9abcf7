import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, PermissionsBoundary, Stage } from 'aws-cdk-lib';
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

describe('a permissions boundary of the organization', () => {
  const code = expect.objectContaining({ problems: [expect.objectContaining({ code: 'PB-CONFIG-094' })] });

  test.each([{ name: 'Limits' }, { arn: 'arn:aws:iam::111122223333:policy/Limits' }])(
    'in the context is refused, never dropped: %p',
    (boundary) => {
      const app = appWith({ '@aws-cdk/core:permissionsBoundary': boundary });
      expect(() => new PrivateBedrock(app, 'acme', DEPLOYMENTS.sandbox)).toThrow(code);
    },
  );

  test('of a stage is refused, too', () => {
    const stage = new Stage(appWith({}), 'Stage', { permissionsBoundary: PermissionsBoundary.fromName('Limits') });
    expect(() => new PrivateBedrock(stage, 'acme', DEPLOYMENTS.sandbox)).toThrow(code);
  });
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

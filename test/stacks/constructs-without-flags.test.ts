import { readFileSync } from 'node:fs';
import { Construct } from 'constructs';
import * as api from '../../lib';
import { buildAll } from './foreign-app';

const recommended = JSON.parse(
  readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'),
) as Readonly<Record<string, unknown>>;

/**
 * The same template with sorted actions and resources, with the partition as text, as one flag writes it, and without the
 * hash in the id of a published version, which another flag computes otherwise.
 */
const normalize = (template: object): unknown =>
  JSON.parse(JSON.stringify(template).replaceAll(/(CurrentVersion[\dA-F]{8})[\da-f]{32}/g, '$1'), (name, value) => {
    if (['Action', 'Resource'].includes(name) && Array.isArray(value)) return [...value].sort();
    if (typeof value?.['Fn::Join'] === 'string') return value['Fn::Join'];
    if (value?.Ref === 'AWS::Partition') return 'aws';
    if (name !== 'Fn::Join') return value;
    const [separator, parts] = value as [string, unknown[]];
    return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(separator);
  });

describe('the exported constructs in an app that is not ours', () => {
  const plain = buildAll({});

  test('are all here, each one that can be made alone', () => {
    const exported = Object.entries(api).flatMap(([name, value]) =>
      typeof value === 'function' && value.prototype instanceof Construct ? [name] : [],
    );
    const made = plain.made.map((construct) => construct.constructor.name);
    const abstract = ['BedrockPersona', 'VpcFunction'];
    expect(
      [...new Set(made), ...abstract, 'PrivateBedrock', 'PrivateBedrockAccount', 'PrivateBedrockOrganization'].sort(),
    ).toEqual(exported.sort());
  });

  test('have templates that do not depend on its feature flags', () => {
    expect(normalize(plain.template)).toEqual(normalize(buildAll(recommended).template));
  });

  test('return a grant that says what was added, and waits for it', () => {
    for (const [name, grant] of Object.entries(plain.grants)) {
      expect([name, grant.success, grant.principalStatements.length > 0]).toEqual([name, true, true]);
    }
    const sids = plain.grants.startJobs.principalStatements.map(({ sid }) => sid);
    expect(sids).toEqual(['StartJobs', 'TagThem', 'HandOverTheRole', undefined]);
    const effects = plain.grants.invokeModels.principalStatements.map(({ effect }) => effect);
    expect(effects).toEqual(['Allow', 'Allow', 'Allow', 'Deny']);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { expectReviewed, isUpdate } from '../support/reviewed';
import { deployment } from '../support/synth';

/** Neither a changed bundle, whose asset has another hash, nor the qualifier of the bootstrap is news to a reader. */
const redacted = (template: object): unknown =>
  JSON.parse(
    JSON.stringify(template)
      .replaceAll(/[0-9a-f]{64}/g, '<asset hash>')
      .replaceAll(/cdk-[a-z0-9]+-assets-/g, 'cdk-hnb659fds-assets-')
      .replaceAll(/\/cdk-bootstrap\/[a-z0-9]+\/version/g, '/cdk-bootstrap/hnb659fds/version'),
  );

const file = `${__dirname}/__snapshots__/snapshots.test.ts.snap`;
const reviewed = existsSync(file) ? readFileSync(file, 'utf8') : '';
const isNew = (name: string) => !reviewed.includes(`exports[\`${name}`);

describe.each(Object.keys(DEPLOYMENTS) as (keyof typeof DEPLOYMENTS)[])('%s', (name) => {
  const deployed = deployment(name);

  test.each(deployed.units)('%s', (unit) => {
    const template = redacted(deployed.template(unit).toJSON());
    if (!isUpdate() && isNew(`${name} ${unit} `)) {
      const what = isNew(`${name} `) ? `${name} is a new row` : `${unit} is a new stack of ${name}`;
      expectReviewed([`${what}: nobody has reviewed its template.`]);
    }
    try {
      expect(template).toMatchSnapshot();
    } catch (error) {
      expectReviewed([`The template of ${unit} in ${name} has changed.`, (error as Error).message]);
    }
  });
});

import { DEPLOYMENTS } from '../../lib/config/deployments';
import { deployment } from '../support/synth';

/** A changed bundle changes the asset's hash and nothing that a reader of the template cares about. */
const redactHashes = (template: object): unknown =>
  JSON.parse(JSON.stringify(template).replaceAll(/[0-9a-f]{64}/g, '<asset hash>'));

describe.each(Object.keys(DEPLOYMENTS) as (keyof typeof DEPLOYMENTS)[])('%s', (name) => {
  const deployed = deployment(name);

  test.each(deployed.units)('%s', (unit) => {
    expect(redactHashes(deployed.template(unit).toJSON())).toMatchSnapshot();
  });
});

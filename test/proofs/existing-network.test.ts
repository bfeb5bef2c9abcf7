import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Template } from '../../domain/template/template';
import type { Subject } from '../../proofs/proof';
import { reachability } from '../../proofs/reachability/reachability';
import { EXISTING, row } from '../deployment/rows';
import { Deployment } from '../support/synth';

describe('a VPC that was brought along', () => {
  const CLIENT = 'sg-0123456789abcdef0';
  const brought = (network: DeploymentConfig['network'], templatesOf = network): Subject => {
    const config = row({ network }) as DeploymentConfig;
    const deployed = new Deployment('brought', row({ network: templatesOf }) as DeploymentConfig);
    const stacks = Object.fromEntries(
      deployed.units.map((unit) => [
        `brought/${unit}`,
        { stackName: unit, region: config.region, template: deployed.template(unit).toJSON() as Template },
      ]),
    );
    return { name: 'brought', config, templates: { deployment: 'brought', stacks } };
  };
  const shared = { ...EXISTING, clientSecurityGroups: [CLIENT] };

  test.each([
    ['alone', EXISTING],
    ['with neighbours', shared],
  ])('keeps what these templates decide, %s', async (_, network) => {
    expect(await reachability.broken(brought(network))).toEqual([]);
  });

  test('admits to the endpoints exactly the groups that the row names', async () => {
    expect(await reachability.broken(brought(EXISTING, shared))).toEqual([
      expect.stringMatching(
        /^endpoints are reached by functions and clients of the row on 443.* lets in sg-0123456789a/,
      ),
    ]);
    expect(await reachability.broken(brought(shared, EXISTING))).toEqual([
      expect.stringMatching(/^every client of the row reaches the endpoints on 443.* does not let in sg-0123456789abc/),
    ]);
  });
});

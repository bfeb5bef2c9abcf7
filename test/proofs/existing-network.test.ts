import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Subject } from '../../proofs/proof';
import { reachability } from '../../proofs/reachability/reachability';
import { reachPart } from '../../proofs/report/reach-part';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { settings } from '../../proofs/settings/settings';
import { EXISTING, REUSED, row } from '../deployment/rows';

/** @param templatesOf network of the templates, if it is not that of the row */
const brought = (network: DeploymentConfig['network'], templatesOf = network): Subject => {
  const config = row({ network }) as DeploymentConfig;
  return { ...subjectOfRow('brought', row({ network: templatesOf }) as DeploymentConfig), config };
};

describe('a VPC that was brought along', () => {
  const CLIENT = 'sg-0123456789abcdef0';
  const without = (type: string, { templates, ...subject }: Subject): Subject => ({
    ...subject,
    templates: {
      ...templates,
      stacks: Object.fromEntries(
        Object.entries(templates.stacks).map(([name, stack]) => [
          name,
          {
            ...stack,
            template: {
              ...stack.template,
              Resources: Object.fromEntries(
                Object.entries(stack.template.Resources).filter(([, { Type }]) => Type !== type),
              ),
            },
          },
        ]),
      ),
    },
  });
  const shared = { ...EXISTING, clientSecurityGroups: [CLIENT] };

  test.each([
    ['alone', EXISTING],
    ['with neighbours', shared],
  ])('keeps what these templates decide, %s', async (_, network) => {
    expect(await reachability.broken(brought(network))).toEqual([]);
  });

  test('reaches endpoints that exist exactly where the row says', async () => {
    const hub = { ...EXISTING, ...REUSED };
    const elsewhere = { ...hub, interfaceEndpoints: [{ ...REUSED.interfaceEndpoints[0], peers: ['10.101.0.0/24'] }] };
    expect(await reachability.broken(brought(hub))).toEqual([]);
    expect(await reachability.broken(brought(hub, elsewhere))).toEqual([
      expect.stringMatching(
        /^functions and notebooks reach the existing endpoints of the row on 443.* no rule for 10.100.0.0/,
      ),
      expect.stringMatching(/^functions reach endpoints and S3 on 443.* lets out to 10.101.0.0/),
    ]);
    expect(await reachability.broken(brought(hub, EXISTING))).toContainEqual(
      expect.stringMatching(/^no endpoint is made beside one that exists. But: bedrock-runtime has another/),
    );
    expect(await reachability.broken(brought(EXISTING, hub))).toContainEqual(
      expect.stringMatching(/^every plane of the row has its endpoint. But: bedrock-runtime has none/),
    );
  });

  test.each([
    ['alone', EXISTING],
    ['with neighbours', shared],
    ['with endpoints in a hub', { ...EXISTING, ...REUSED }],
  ])('has a flow log, %s: without it a setting is broken', async (_, network) => {
    const subject = brought(network);
    expect(await settings.broken(subject)).toEqual([]);
    expect(await settings.broken(without('AWS::EC2::FlowLog', subject))).toEqual([
      expect.stringMatching(/^every VPC of this account has a flow log. But: vpc-0123456789abcdef0$/),
    ]);
  });

  test('has the flow logs of its owner, if another account owns it', async () => {
    const network = { ...EXISTING, ...REUSED, ownerAccount: '111122223333' };
    expect(await settings.broken(brought(network))).toEqual([]);
    expect(await settings.broken(brought(network, { ...EXISTING, ...REUSED }))).toEqual([
      expect.stringMatching(/^no flow log is created in a VPC of another account.* But: .*FlowLog/),
    ]);
  });

  test('says what is not proven of endpoints and a VPC of others', () => {
    const said = (network: DeploymentConfig['network']) =>
      reachPart(brought(network))
        .split('\n')
        .filter((line) => line.startsWith('**Not proven:**'));
    expect(said(EXISTING)).toEqual([]);
    expect(said({ ...EXISTING, ...REUSED, ownerAccount: '111122223333' })).toEqual([
      expect.stringMatching(/endpoints of others \(vpce-0123456789abcdef0 for bedrock-runtime\)/),
      expect.stringMatching(/the flow logs of the VPC. Account 111122223333 owns it/),
    ]);
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

test.each([
  [['use1-az1', 'use1-az2'], ['use1-az1', 'use1-az4'], /in the zones of the row. But: .* is in use1-az4$/],
  [['us-east-1a', 'us-east-1b'], ['us-east-1a', 'us-east-1b', 'us-east-1c'], /in the zones of the row.* us-east-1c$/],
  [
    ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    ['us-east-1a', 'us-east-1b'],
    /every zone of the row.* us-east-1c has none$/,
  ],
  [['use1-az1', 'use1-az2'], undefined, /in the zones of the row. But: .* is in us-east-1a$/],
])('subnets in the zones %j, and not %j', async (availabilityZones, others, broken) => {
  const network = { cidr: '10.0.0.0/24', availabilityZones };
  const elsewhere = { cidr: '10.0.0.0/24', ...(others && { availabilityZones: others }) };
  expect(await reachability.broken(brought(network))).toEqual([]);
  expect(await reachability.broken(brought(network, elsewhere))).toContainEqual(expect.stringMatching(broken));
});

import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { EXISTING } from '../deployment/rows';
import { Deployment, resourcesOf } from '../support/synth';

test('endpoints that exist are reached, and none is made', () => {
  const deployed = new Deployment('hub', {
    ...DEPLOYMENTS.sandbox,
    network: {
      ...EXISTING,
      interfaceEndpoints: [
        {
          plane: 'bedrock-runtime',
          endpointId: 'vpce-0aaaaaaaaaaaaaaaa',
          peers: ['10.100.0.0/24', 'sg-0aaaaaaaaaaaaaaaa'],
        },
      ],
      s3GatewayEndpointId: 'vpce-0bbbbbbbbbbbbbbbb',
      ownerAccount: '111122223333',
    },
  } as DeploymentConfig);
  expect(deployed.units).not.toContain('Endpoints');
  for (const type of ['AWS::EC2::VPCEndpoint', 'AWS::EC2::FlowLog', 'AWS::EC2::SecurityGroupIngress']) {
    expect(resourcesOf(deployed, type)).toEqual([]);
  }
  const [group, ...others] = resourcesOf<{ SecurityGroupEgress: object[] }>(deployed, 'AWS::EC2::SecurityGroup');
  expect(others).toEqual([]);
  expect(group?.Properties.SecurityGroupEgress).toEqual([
    expect.objectContaining({ CidrIp: '10.100.0.0/24', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
    expect.objectContaining({ DestinationSecurityGroupId: 'sg-0aaaaaaaaaaaaaaaa', FromPort: 443, ToPort: 443 }),
    expect.objectContaining({ DestinationPrefixListId: 'pl-63a5400a', FromPort: 443, ToPort: 443 }),
  ]);
});

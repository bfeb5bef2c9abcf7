import { rmSync } from 'node:fs';
import type { Template } from '../../domain/template/template';
import { diagram } from '../support/diagram-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

describe('what cannot be drawn is named', () => {
  const failed = async (resource: Template['Resources'][string], ...args: string[]) => {
    const folder = handMadeAssembly({ 'd/Unit': { Odd: resource } });
    const { status, stderr } = await diagram('--app', folder, '--out', folder, ...args);
    rmSync(folder, { recursive: true });
    return { status, stderr };
  };

  test.each(['GatewayLoadBalancer', 'Resource', 'toString', 5])('an endpoint of type %j', async (type) => {
    const Properties = { VpcEndpointType: type, ServiceName: 'com.amazonaws.us-east-1.s3' };
    expect(await failed({ Type: 'AWS::EC2::VPCEndpoint', Properties }, '--json')).toEqual({
      status: 1,
      stderr: expect.stringContaining(
        `PB-DIAGRAM-007 d/Unit Odd: cannot draw an endpoint of type ${JSON.stringify(type)}.`,
      ),
    });
  });

  test.each(['{', 'null', '[]', '"a"', '{"StartAt":"A"}', '{"States":{}}', '{"StartAt":"A","States":null}'])(
    'a workflow with the definition %s',
    async (DefinitionString) => {
      expect(await failed({ Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString } })).toEqual({
        status: 1,
        stderr: expect.stringContaining('PB-DIAGRAM-008 d/Unit Odd: its definition is not JSON'),
      });
    },
  );
});

import type { Subject } from '../proof';
import { reachOf, reusedBy } from '../reachability/reachability';
import { table } from './markdown';

/** From where to where, and who uses each door. */
export function reachPart(subject: Subject): string {
  const { reach, uses } = reachOf(subject);
  return [
    ...notProven(subject),
    table(
      ['network interfaces of', 'reach'],
      reach.map(({ from, to }) => [from, to.join(', ') || 'nothing']),
    ),
    table(
      ['endpoint', 'used by'],
      uses.map(({ endpoint, by }) => [`\`${endpoint}\``, by]),
    ),
  ].join('\n\n');
}

/** Returns the claims that the templates do not decide, if endpoints or the VPC belong to others. */
export function notProven({ config, ...subject }: Subject): readonly string[] {
  const reused = reusedBy({ config, ...subject });
  const { network } = config;
  return [
    ...(reused.length > 0
      ? [
          `**Not proven:** ${reused.map(({ service, id }) => `\`${id}\` for \`${service}\``).join(', ')} exists already. ` +
            'Its policy, its security group and its DNS names are in no template. Every sentence above takes it for open: ' +
            'what a role cannot do through it, the policies of the role, the boundary or the bucket deny. That nobody else ' +
            'invokes another model through it, and that only principals of this account use it, is not decided here. ' +
            '`private-bedrock preflight` decides both on the real policy.',
        ]
      : []),
    ...('vpcId' in network && network.ownerAccount !== undefined
      ? [`**Not proven:** account ${network.ownerAccount} owns the VPC. Its flow logs are not in these templates.`]
      : []),
  ];
}

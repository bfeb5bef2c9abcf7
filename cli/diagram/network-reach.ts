import { covers } from '../../domain/template/patterns';
import type { Located } from '../../domain/template/references';
import { allowsOf, identityAllows } from './edges/statement';
import type { Scene } from './scene';

const HTTPS = 443;

interface SecurityGroupRule {
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly DestinationSecurityGroupId?: unknown;
  readonly SourceSecurityGroupId?: unknown;
  readonly DestinationPrefixListId?: unknown;
  readonly CidrIp?: unknown;
}

/**
 * Returns the endpoints that a caller in the VPC reaches: its security groups allow egress on port 443, and those of
 * the endpoint allow ingress.
 */
export function reachedEndpoints(scene: Scene, role: Located): readonly Located[] {
  const groups = groupsOf(scene, role);
  return scene
    .ofType('AWS::EC2::VPCEndpoint')
    .filter((endpoint) =>
      groups.some((group) =>
        endpoint.resource.Properties?.VpcEndpointType === 'Interface'
          ? targets(scene, endpoint, 'SecurityGroupIds').some((target) => isOpen(scene, group, target))
          : rulesOf(scene, group, 'Egress').some((rule) => rule.DestinationPrefixListId ?? rule.CidrIp),
      ),
    );
}

/** Returns the groups of a function, or those in which a role may create network interfaces. */
export function groupsOf(scene: Scene, role: Located): readonly Located[] {
  const actor = scene.actor(role);
  const { SecurityGroupIds: own } = (actor.resource.Properties?.VpcConfig ?? {}) as {
    readonly SecurityGroupIds?: unknown[];
  };
  if (own) return own.flatMap((id) => scene.references.target(id, actor.stack) ?? []);
  return identityAllows(role, scene.references)
    .filter(({ actions }) => actions.includes('ec2:CreateNetworkInterface'))
    .flatMap(({ resources }) => resources.filter((arn) => arn.includes(':security-group/')))
    .flatMap((arn) => scene.references.mentioned(arn))
    .filter(({ resource }) => resource.Type === 'AWS::EC2::SecurityGroup');
}

function isOpen(scene: Scene, from: Located, to: Located): boolean {
  const leadsTo = (id: unknown, { stack }: Located, group: Located) =>
    scene.references.target(id, stack)?.key === group.key;
  return (
    rulesOf(scene, from, 'Egress').some((rule) => leadsTo(rule.DestinationSecurityGroupId, rule.of, to)) &&
    rulesOf(scene, to, 'Ingress').some((rule) => leadsTo(rule.SourceSecurityGroupId, rule.of, from))
  );
}

/** Returns the HTTPS rules of a security group, both inline and as separate resources. */
function rulesOf(
  scene: Scene,
  group: Located,
  direction: 'Egress' | 'Ingress',
): (SecurityGroupRule & { readonly of: Located })[] {
  const inline = [group.resource.Properties?.[`SecurityGroup${direction}`] ?? []].flat() as SecurityGroupRule[];
  const separate = scene
    .ofType(`AWS::EC2::SecurityGroup${direction}`)
    .filter((of) => targets(scene, of, 'GroupId').some(({ key }) => key === group.key));
  return [
    ...inline.map((rule) => ({ ...rule, of: group })),
    ...separate.map((of) => ({ ...(of.resource.Properties as SecurityGroupRule), of })),
  ].filter(({ FromPort = -1, ToPort = -1 }) => FromPort <= HTTPS && HTTPS <= ToPort);
}

const targets = ({ references }: Scene, { resource, stack }: Located, property: string): Located[] =>
  [resource.Properties?.[property] ?? []].flat().flatMap((id) => references.target(id, stack) ?? []);

/** True if the policy of an endpoint allows one of these actions on this ARN. */
export function lets(scene: Scene, endpoint: Located, actions: readonly string[], arn: string): boolean {
  return allowsOf(endpoint.resource.Properties?.PolicyDocument, endpoint.stack, scene.references).some(
    (allow) =>
      actions.some((action) => allow.actions.some((pattern) => covers(pattern, action))) &&
      allow.resources.some((pattern) => covers(pattern, arn)),
  );
}

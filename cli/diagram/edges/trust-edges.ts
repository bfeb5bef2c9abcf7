import { EXTERNALS } from '../external';
import type { GraphEdge, GraphNode } from '../graph';
import type { Scene } from '../scene';
import { type Allow, allowsOf } from './statement';

interface Trust {
  readonly node: GraphNode;
  readonly edge: GraphEdge;
}

/** Returns the principals that can assume each drawn role, by its trust policy. */
export function trusts(scene: Scene): Trust[] {
  return scene.roles
    .filter((role) => scene.isDrawn(role))
    .flatMap((role) => {
      const allows = allowsOf(role.resource.Properties?.AssumeRolePolicyDocument, role.stack, scene.references);
      const admitted = new Map<string, { readonly node: GraphNode; readonly ways: Way[] }>();
      for (const allow of allows) {
        for (const node of principalsOf(allow)) {
          const { ways } = admitted.get(node.id) ?? { ways: [] };
          admitted.set(node.id, { node, ways: [...ways, wayOf(allow)] });
        }
      }
      return [...admitted.values()].map(({ node, ways }) => ({
        node,
        edge: { from: node.id, to: scene.id(role) ?? '', label: labelOf(ways), kind: 'call' as const },
      }));
    });
}

function principalsOf({ principals, conditions }: Allow): GraphNode[] {
  const { AWS: accounts = [], Service: services = [], ...others } = principals;
  const isOwn = accounts.every((arn) => /<AWS::AccountId>:root$/.test(arn));
  return [
    ...(accounts.length > 0
      ? [
          {
            id: isOwn ? 'person' : 'trusted',
            label: isOwn ? 'principal of this account' : 'trusted principal',
            kind: 'person' as const,
          },
        ]
      : []),
    ...services.map((service) => serviceNode(service, conditions['aws:sourcearn'] ?? [])),
    ...Object.values(others)
      .flat()
      .map((name) => ({ id: idOf(name), label: name, kind: 'person' as const })),
  ];
}

/** Service, or the kind of its resources if the trust policy names one. */
function serviceNode(service: string, sources: readonly string[]): GraphNode {
  const external = EXTERNALS.find(({ arn }) => sources.length > 0 && sources.every((source) => arn.test(source)));
  return { id: external?.id ?? idOf(service), label: external?.label ?? service, kind: 'external' };
}

const idOf = (name: string) => name.replace(/\W/g, '_');

/** Requirement of a statement on how a person signed in. */
type Way = 'MFA' | 'SSO' | 'none';

function wayOf({ conditions }: Allow): Way {
  if (conditions['aws:multifactorauthpresent']?.includes('true')) return 'MFA';
  const callers = conditions['aws:principalarn'] ?? [];
  return callers.length > 0 && callers.every((arn) => arn.includes(':role/aws-reserved/sso.amazonaws.com/'))
    ? 'SSO'
    : 'none';
}

/** The weakest way decides: where one statement requires nothing, the others protect nothing. */
const labelOf = (ways: readonly Way[]) =>
  ways.includes('none') ? 'assume' : `assume with ${[...new Set(ways)].join('/')}`;

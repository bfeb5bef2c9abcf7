import type { Located } from '../../../domain/template/references';
import type { GraphEdge } from '../graph';
import type { Scene } from '../scene';

/** Properties that name the key a resource is encrypted under. */
const KEY_PROPERTIES = ['KMSMasterKeyID', 'KmsKeyArn', 'KmsKeyId', 'KmsMasterKeyId'];

/** Returns the edges that properties state: encryption keys, and destinations of logs and events. */
export function propertyEdges(scene: Scene): GraphEdge[] {
  return scene.drawn.flatMap((of) => [
    ...edges(scene, of, KEY_PROPERTIES, 'encrypted', 'encrypt'),
    ...edges(scene, of, ['DestinationBucketName'], 'access logs', 'log'),
    ...tellingEdges(scene, of),
  ]);
}

/** From the bucket whose events a rule waits for. */
function tellingEdges(scene: Scene, of: Located): GraphEdge[] {
  const to = scene.id(of);
  if (of.resource.Type !== 'AWS::Events::Rule' || to === undefined) return [];
  const waitsFor = valuesOf(valuesOf(of.resource.Properties, ['bucket'])[0], ['name'])
    .flat()
    .map((name) => scene.references.text(name, of.stack));
  return scene.drawn
    .filter(({ resource: { Properties: { BucketName } = {} }, stack }) => {
      return BucketName !== undefined && waitsFor.includes(scene.references.text(BucketName, stack));
    })
    .map((bucket) => ({ from: scene.id(bucket) ?? '', to, label: 'upload events', kind: 'call' }));
}

function edges(
  scene: Scene,
  of: Located,
  names: readonly string[],
  label: string,
  kind: GraphEdge['kind'],
): GraphEdge[] {
  const from = scene.id(of) ?? '';
  return valuesOf(of.resource.Properties, names).flatMap((value) => {
    const target = scene.references.target(value, of.stack);
    const to = target && scene.id(target);
    return to ? [{ from, to, label, kind }] : [];
  });
}

/** The values of these properties, however deep. */
function valuesOf(value: unknown, names: readonly string[]): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (names.includes(name) ? [inner] : valuesOf(inner, names)));
}

import { DEPLOYMENT_TAG } from '../../../domain/deployment/names/tags';
import { isObject } from '../edit';
import type { Operator } from '../mutant';
import { onResources } from '../resources';
import { many } from '../statements';

const isOurs = (tag: unknown) => isObject(tag) && tag.Key === DEPLOYMENT_TAG;

/** An operator on the tag by which a deployment knows what is its own. */
const onTags = (kind: string, change: (tag: unknown) => readonly unknown[]): Operator =>
  onResources(kind, /^AWS::/, ({ Tags }) =>
    many(Tags).some(isOurs)
      ? [{ path: ['Tags'], to: many(Tags).flatMap((tag) => (isOurs(tag) ? change(tag) : [tag])) }]
      : [],
  );

export const TAGS: readonly Operator[] = [
  onTags('tag of the deployment removed', () => []),
  onTags('tag of another deployment', (tag) => [{ ...(tag as object), Value: 'another' }]),
];

import { placed } from '../../model/templates';
import type { Subject } from '../../proof';
import { withResource } from '../edit';
import type { Change, Operator } from '../mutant';

/** An operator on what stands beside the properties: what becomes of a resource when its stack goes. */
const onPolicy = (kind: string, policy: 'DeletionPolicy' | 'UpdateReplacePolicy', to?: string): Operator => ({
  kind,
  changes: ({ templates }: Subject): readonly Change[] =>
    placed(templates).flatMap(({ at, stack, logicalId, resource }) => {
      const { [policy]: was, ...others } = resource as typeof resource & { readonly UpdateReplacePolicy?: string };
      if (was !== 'Retain' && was !== 'RetainExceptOnCreate') return [];
      const next = to ? { ...others, [policy]: to } : others;
      return [{ what: '', at, templates: withResource(templates, stack, logicalId, next) }];
    }),
});

export const RETENTION: readonly Operator[] = [
  onPolicy('deleted with its stack', 'DeletionPolicy', 'Delete'),
  onPolicy('deletion policy unsaid', 'DeletionPolicy'),
  onPolicy('deleted when replaced', 'UpdateReplacePolicy', 'Delete'),
  onPolicy('replacement policy unsaid', 'UpdateReplacePolicy'),
];

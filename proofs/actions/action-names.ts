import type { TemplateResource } from '../../domain/template/template';
import { placed, type Templates } from '../model/templates';
import { NotModelledError } from '../not-modelled';
import type { AwsActions } from './aws-actions';

/** A statement anywhere in a resource, as the template holds it. */
interface Said {
  readonly Effect: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
}

/**
 * Returns the names in policies that no action of AWS has, in words. A misspelt action in a Deny denies nothing, and
 * CloudFormation and IAM accept it silently. Every policy of every template counts, whoever it is attached to.
 */
export function misspeltActions(templates: Templates, aws: AwsActions): readonly string[] {
  return placed(templates).flatMap(({ at, resource }) =>
    misspeltIn(at, resource, aws).map((action) => `policies name actions that AWS has. But: ${at} names ${action}`),
  );
}

const known = new WeakMap<TemplateResource, readonly unknown[]>();

/** Read once for each resource: a mutant leaves most of them alone. */
function misspeltIn(at: string, resource: TemplateResource, aws: AwsActions): readonly unknown[] {
  const found = known.get(resource);
  if (found) return found;
  const misspelt = statementsIn(resource.Properties)
    .flatMap(({ Action, NotAction }) => [Action ?? [], NotAction ?? []].flat())
    .filter((action) => !isAction(at, action, aws));
  known.set(resource, misspelt);
  return misspelt;
}

function isAction(at: string, action: unknown, aws: AwsActions): boolean {
  if (typeof action !== 'string') throw new NotModelledError(at, 'an action that is not text', 'Write its name.');
  return [...aws.like(action)].some((one) => aws.isReferenced(one));
}

function statementsIn(value: unknown): readonly Said[] {
  if (typeof value !== 'object' || value === null) return [];
  const isStatement = 'Effect' in value && ('Action' in value || 'NotAction' in value);
  return isStatement ? [value] : Object.values(value).flatMap(statementsIn);
}

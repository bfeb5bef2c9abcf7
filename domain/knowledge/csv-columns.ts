import { ALLOWED_GROUPS } from './audience';
import type { DocumentProblem } from './document-finding';

interface Fields {
  readonly metadataFieldsSpecification?: { readonly fieldsToInclude?: unknown; readonly fieldsToExclude?: unknown };
}

/**
 * Returns a problem if the sidecar of a CSV document lets Bedrock take a column `allowedGroups` for metadata: each row would
 * say who may see it, beside what the sidecar says. Without a list of columns to include, every column that is not excluded
 * is metadata.
 *
 * Source: Amazon Bedrock User Guide, "Include metadata in a data source to improve knowledge base query".
 *
 * @param configuration `documentStructureConfiguration` of the sidecar
 */
export function csvColumnProblem(configuration: unknown): DocumentProblem | undefined {
  if (configuration === undefined) return undefined;
  const { recordBasedStructureMetadata: fields } = (configuration ?? {}) as {
    readonly recordBasedStructureMetadata?: Fields | null;
  };
  const { fieldsToInclude, fieldsToExclude } = fields?.metadataFieldsSpecification ?? {};
  const included = namesOf(fieldsToInclude);
  const isSafe =
    included.length > 0
      ? included.every((name) => typeof name === 'string' && name !== ALLOWED_GROUPS)
      : namesOf(fieldsToExclude).includes(ALLOWED_GROUPS);
  return isSafe ? undefined : { code: 'sidecar-columns', about: ALLOWED_GROUPS };
}

const namesOf = (fields: unknown): unknown[] =>
  Array.isArray(fields)
    ? fields.map((field: unknown) => (field as { readonly fieldName?: unknown } | null)?.fieldName)
    : [];

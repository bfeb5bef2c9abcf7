import type { Clients } from '../clients';

/** Resource as the API of its service describes it. */
export interface Found {
  /** Properties with CloudFormation's names and shapes. Only these are compared. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Values of `Fn::GetAtt`, by attribute. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Reads one resource by its physical id. */
export type Reader = (id: string, clients: Clients) => Promise<Found>;

/** Parses a policy document. IAM returns it URL-encoded. */
export const parsePolicy = (text: string | undefined): unknown =>
  text === undefined ? undefined : JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);

/** Turns the names of an API into those of CloudFormation: the first letter becomes a capital. */
export function cloudFormationNames(value: object): Readonly<Record<string, unknown>>;
export function cloudFormationNames(value: unknown): unknown;
export function cloudFormationNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloudFormationNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name[0]?.toUpperCase() + name.slice(1),
      cloudFormationNames(member),
    ]),
  );
}

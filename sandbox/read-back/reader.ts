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

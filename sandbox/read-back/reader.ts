import type { Clients } from '../clients';

/** A resource as the API of its service describes it. */
export interface Found {
  /** By CloudFormation's names and shapes. Only what is here is compared. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Fn::GetAtt` gives, by the name of the attribute. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Reads one resource by its physical id, with as many calls as that takes. */
export type Reader = (id: string, clients: Clients) => Promise<Found>;

/** A policy as JSON text, URL-encoded where IAM does so. */
export const parsePolicy = (text: string | undefined): unknown =>
  text === undefined ? undefined : JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);

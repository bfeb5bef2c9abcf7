import fc from 'fast-check';
import type { DeploymentConfig } from '../../domain/deployment/deployment';

/** Valid values of one property of a row in this Region. `undefined` is a row without the property. */
export type PropertyRows<K extends keyof DeploymentConfig> = (
  region: string,
) => fc.Arbitrary<Required<DeploymentConfig>[K] | undefined>;

/** The values, or none: in one row of two. */
export const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(values, { nil: undefined, freq: 2 });

/** Id of a resource, such as `vpc-0123456789abcdef0`: 8 hexadecimal digits, or 17 in newer ids. */
export const resourceId = (kind: string): fc.Arbitrary<string> =>
  fc.oneof(...[8, 17].map((length) => hexadecimal(length).map((digits) => `${kind}-${digits}`)));

const hexadecimal = (length: number) => textOf('0123456789abcdef', length, length);

/** Text of these characters. */
export const textOf = (characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });

export const accountId: fc.Arbitrary<string> = textOf('0123456789', 12, 12);

import type { ConfigCode } from './config-error';

/** Feature that people ask for in a row, and that is refused for a reason: docs/decisions/0017-fips-and-dual-stack.md. */
export interface RefusedFeature {
  readonly code: ConfigCode;
  readonly message: string;
  readonly remedy: string;
}

const FIPS: RefusedFeature = {
  code: 'PB-CONFIG-106',
  message:
    'asks for FIPS endpoints, which are not supported: PrivateLink has them for two planes in four Regions, and none is verified for S3',
  remedy: 'Remove it, and use planes without -fips. Reasons: docs/decisions/0017-fips-and-dual-stack.md.',
};

export const DUAL_STACK: RefusedFeature = {
  code: 'PB-CONFIG-107',
  message:
    'asks for IPv6, which is not supported: every endpoint answers on IPv4, and no interface gets a public address',
  remedy: 'Use IPv4 addresses only. Reasons: docs/decisions/0017-fips-and-dual-stack.md.',
};

/** Returns the refused feature that the name of a property or a plane asks for. */
export function refusedFeature(name: string): RefusedFeature | undefined {
  if (/fips/i.test(name)) return FIPS;
  return /ipv6|dual-?stack|ipaddresstype|dnsrecordiptype/i.test(name) ? DUAL_STACK : undefined;
}

/** True for an IPv6 address or block. */
export const isIpv6 = (address: string): boolean => /^[0-9a-f:.]*:[0-9a-f:.]*(\/\d+)?$/i.test(address);

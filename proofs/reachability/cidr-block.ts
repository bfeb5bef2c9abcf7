/** An IPv4 block as numbers. */
export interface CidrBlock {
  readonly first: number;
  readonly last: number;
  /** Within the private ranges of RFC 1918. */
  readonly isPrivate: boolean;
}

const numberOf = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** Undefined for what is no IPv4 block. */
export function cidrBlock(text: string): CidrBlock | undefined {
  const [, address = '', bits = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text) ?? [];
  if (!address) return undefined;
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(numberOf(address) / size) * size;
  const block = { first, last: first + size - 1 };
  return { ...block, isPrivate: PRIVATE.some((range) => range.first <= block.first && block.last <= range.last) };
}

const PRIVATE = [
  { first: numberOf('10.0.0.0'), last: numberOf('10.255.255.255') },
  { first: numberOf('172.16.0.0'), last: numberOf('172.31.255.255') },
  { first: numberOf('192.168.0.0'), last: numberOf('192.168.255.255') },
];

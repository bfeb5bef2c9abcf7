/** A block of IPv4 addresses, by its first and last address as numbers. */
export interface CidrBlock {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

const PATTERN = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** The block that holds this address; undefined when the text is no CIDR notation. Host bits are ignored. */
export function parseCidr(text: string): CidrBlock | undefined {
  const [, ...digits] = PATTERN.exec(text) ?? [];
  const numbers = digits.map(Number);
  const [prefix] = numbers.slice(4);
  const octets = numbers.slice(0, 4);
  if (prefix === undefined || prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefix };
}

/** Formats a block without host bits: `10.0.0.0/24`. */
export function formatCidr({ first, prefix }: CidrBlock): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefix}`;
}

export function overlaps(one: CidrBlock, other: CidrBlock): boolean {
  return one.first <= other.last && other.first <= one.last;
}

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Tells whether the whole block lies in one private range of RFC 1918. */
export function isPrivate(block: CidrBlock): boolean {
  return PRIVATE_RANGES.map(parseCidr).some(
    (range) => range !== undefined && range.first <= block.first && block.last <= range.last,
  );
}

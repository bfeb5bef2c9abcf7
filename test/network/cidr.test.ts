import fc from 'fast-check';
import { formatCidr, isPrivate, overlaps, parseCidr } from '../../domain/network/cidr';

describe('CIDR blocks', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const address = fc.tuple(octet, octet, octet, octet);
  const prefix = fc.integer({ min: 0, max: 32 });
  const written = fc.tuple(address, prefix).map(([octets, length]) => `${octets.join('.')}/${length}`);

  test('are read, and written without their host bits', () => {
    fc.assert(
      fc.property(written, (text) => {
        const block = parseCidr(text);
        const again = block && parseCidr(formatCidr(block));
        expect(block).toBeDefined();
        expect(again).toEqual(block);
      }),
    );
  });

  test('overlap each other or lie apart, whichever is asked first', () => {
    fc.assert(
      fc.property(written, written, (one, other) => {
        const [a, b] = [parseCidr(one), parseCidr(other)];
        if (a && b) {
          expect(overlaps(a, b)).toBe(overlaps(b, a));
          expect(overlaps(a, a)).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['10.0.0.0/24', '10.0.0.128/25', true],
    ['10.0.0.0/24', '10.0.1.0/24', false],
    ['255.255.255.255/32', '0.0.0.0/0', true],
  ])('%s and %s: %p', (one, other, expected) => {
    const [a, b] = [parseCidr(one), parseCidr(other)];
    expect(a && b && overlaps(a, b)).toBe(expected);
  });

  test.each([
    ['10.255.0.0/16', true],
    ['11.0.0.0/16', false],
    ['172.16.0.0/12', true],
    ['172.16.0.0/11', false],
    ['192.168.0.0/16', true],
    ['0.0.0.0/0', false],
  ])('%s is private: %p', (text, expected) => {
    const block = parseCidr(text);
    expect(block && isPrivate(block)).toBe(expected);
  });

  test.each(['', '10.0.0.0/', '10.0.0.0/33', '10.0.0/24', ' 10.0.0.0/24', '10.0.0.0/24 ', '-1.0.0.0/24'])(
    '%p is none',
    (text) => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );
});

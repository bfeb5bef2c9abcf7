import fc from 'fast-check';
import { BEDROCK_REGIONS } from '../../domain/models/regions';
import { isZoneId, isZoneOf, zoneId } from '../../domain/network/zones';

describe('zones', () => {
  test.each([
    ['us-east-1', 'use1'],
    ['ap-northeast-2', 'apne2'],
    ['ap-southeast-4', 'apse4'],
    ['eu-central-1', 'euc1'],
    ['eu-south-2', 'eus2'],
    ['ca-west-1', 'caw1'],
    ['mx-central-1', 'mxc1'],
    ['il-central-1', 'ilc1'],
    ['af-south-1', 'afs1'],
  ])('of %s have ids that begin with %s', (region, prefix) => {
    expect(zoneId(region, 3)).toBe(`${prefix}-az3`);
  });

  test('belong to one Region, by name and by id', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BEDROCK_REGIONS),
        fc.constantFrom(...BEDROCK_REGIONS),
        fc.constantFrom(...'abcdef'),
        fc.integer({ min: 1, max: 9 }),
        (region, other, letter, number) => {
          expect(isZoneOf(region, `${other}${letter}`)).toBe(region === other);
          expect(isZoneOf(region, zoneId(other, number))).toBe(region === other);
          expect([isZoneId(zoneId(other, number)), isZoneId(`${other}${letter}`)]).toEqual([true, false]);
        },
      ),
    );
  });
});

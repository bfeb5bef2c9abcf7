const DIRECTIONS: Readonly<Record<string, string>> = {
  central: 'c',
  east: 'e',
  north: 'n',
  northeast: 'ne',
  northwest: 'nw',
  south: 's',
  southeast: 'se',
  southwest: 'sw',
  west: 'w',
};

/**
 * Returns an Availability Zone id of the Region, such as `use1-az1`. The id of a zone is the same in every account; its name is not.
 *
 * Source: AWS RAM User Guide, "Availability Zone IDs for your AWS resources".
 */
export function zoneId(region: string, number: number): string {
  const [continent = '', direction = '', count = ''] = region.split('-');
  return `${continent}${DIRECTIONS[direction] ?? direction}${count}-az${number}`;
}

/** True for text with the form of an id of a zone, whichever its Region. */
export const isZoneId = (zone: string): boolean => /^[a-z]+\d+-az\d+$/.test(zone);

/** True for the name or the id of a zone of the Region; Local Zones and Wavelength Zones have other forms. */
export const isZoneOf = (region: string, zone: string): boolean =>
  new RegExp(`^(${region}[a-z]|${zoneId(region, 0).slice(0, -1)}[1-9]\\d?)$`).test(zone);

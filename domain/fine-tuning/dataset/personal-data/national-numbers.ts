import * as check from './check-digits';

/** Identity number of a country, or another number that a state gives to a person. */
export interface NationalNumber {
  /** Region of Amazon Bedrock in this country, or the first one of it. */
  readonly region: string;
  readonly name: string;
  /** Form of the number, between characters that are neither letters nor digits. */
  readonly pattern: RegExp;
  /** Verifies the check digit. @default - the number has none */
  readonly isValid?: (text: string) => boolean;
}

/** Keeps a number from being a part of a longer one, or of an identifier. */
const bounded = (pattern: string, flags = '') => new RegExp(`(?<![\\w.-])(?:${pattern})(?![\\w-]|\\.\\d)`, `g${flags}`);

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';

/** Groups of digits of these lengths with one kind of separator, which are not part of more groups. */
const grouped = (first: string, ...lengths: readonly number[]) =>
  bounded(`(?<!\\d[- ])${first}([- ])${lengths.map((length) => `\\d{${length}}`).join('\\1')}(?!\\1\\d)`);

/**
 * Numbers of the countries whose Regions offer Amazon Bedrock. A number of digits with one check digit is found only in its
 * printed groups: one in ten numbers of that length has a valid check digit by chance. Bahrain's has no form of its own.
 */
export const NATIONAL_NUMBERS: readonly NationalNumber[] = [
  {
    region: 'us-east-1',
    name: 'Social Security number',
    pattern: bounded('(?!000|666)\\d{3}[- ](?!00)\\d{2}[- ](?!0000)\\d{4}'),
  },
  {
    region: 'ap-northeast-2',
    name: 'Korean resident number',
    pattern: bounded('\\d{6}[- ]?[1-8]\\d{6}'),
    isValid: check.isKoreanResidentNumber,
  },
  {
    region: 'ap-northeast-1',
    name: 'Japanese My Number',
    pattern: grouped('\\d{4}', 4, 4),
    isValid: check.isMyNumber,
  },
  {
    region: 'ap-south-1',
    name: 'Aadhaar number',
    pattern: grouped('[2-9]\\d{3}', 4, 4),
    isValid: check.isAadhaar,
  },
  { region: 'ap-southeast-1', name: 'NRIC or FIN', pattern: bounded('[STFGM]\\d{7}[A-Z]'), isValid: check.isNric },
  {
    region: 'ap-southeast-2',
    name: 'Australian tax file number',
    pattern: grouped('\\d{3}', 3, 3),
    isValid: check.isTaxFileNumber,
  },
  {
    region: 'ap-southeast-2',
    name: 'Australian Medicare number',
    pattern: bounded('[2-6]\\d{3}[- ]\\d{5}[- ]\\d'),
    isValid: check.isMedicareNumber,
  },
  {
    region: 'ap-southeast-3',
    name: 'Indonesian NIK',
    pattern: bounded(`[1-9]\\d{5}(?:[04][1-9]|[1256]\\d|[37][01])${MONTH}\\d{6}`),
  },
  {
    region: 'ap-southeast-5',
    name: 'Malaysian MyKad number',
    pattern: bounded(`\\d{2}${MONTH}${DAY}-\\d{2}-\\d{4}`),
  },
  {
    region: 'ap-southeast-6',
    name: 'New Zealand IRD number',
    pattern: bounded('\\d{2,3}-\\d{3}-\\d{3}'),
    isValid: check.isIrdNumber,
  },
  {
    region: 'ap-southeast-7',
    name: 'Thai identity number',
    pattern: grouped('[1-8]', 4, 5, 2, 1),
    isValid: check.isThaiNumber,
  },
  {
    region: 'ap-east-2',
    name: 'Taiwanese identity number',
    pattern: bounded('[A-Z][1289]\\d{8}'),
    isValid: check.isTaiwanNumber,
  },
  {
    region: 'af-south-1',
    name: 'South African identity number',
    pattern: bounded('\\d{6} ?\\d{4} ?[012]\\d{2}'),
    isValid: (text) => check.hasDate(text) && check.hasLuhnDigit(text),
  },
  {
    region: 'ca-central-1',
    name: 'Canadian social insurance number',
    pattern: grouped('[1-79]\\d{2}', 3, 3),
    isValid: check.hasLuhnDigit,
  },
  {
    region: 'eu-central-1',
    name: 'German tax number',
    pattern: bounded('[1-9]\\d ?\\d{3} ?\\d{3} ?\\d{3}'),
    isValid: check.isSteuerId,
  },
  {
    region: 'eu-central-1',
    name: 'IBAN',
    pattern: bounded('[A-Z]{2}\\d{2}(?: ?[A-Z\\d]{4}){2,7}(?: ?[A-Z\\d]{1,3})?'),
    isValid: check.isIban,
  },
  {
    region: 'eu-central-2',
    name: 'Swiss AHV number',
    pattern: bounded('756\\.?\\d{4}\\.?\\d{4}\\.?\\d{2}'),
    isValid: check.isAhvNumber,
  },
  {
    region: 'eu-north-1',
    name: 'Swedish personal number',
    pattern: bounded('(?:19|20)?\\d{6}[-+]\\d{4}'),
    isValid: (text) => check.hasDate(text.slice(-11)) && check.hasLuhnDigit(text.slice(-11)),
  },
  {
    region: 'eu-south-1',
    name: 'codice fiscale',
    pattern: bounded('[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]', 'i'),
    isValid: (text) => check.isCodiceFiscale(text.toUpperCase()),
  },
  {
    region: 'eu-south-2',
    name: 'DNI or NIE',
    pattern: bounded('(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]'),
    isValid: check.isDni,
  },
  { region: 'eu-west-1', name: 'Irish PPS number', pattern: bounded('\\d{7}[A-W][A-I]?'), isValid: check.isPpsNumber },
  {
    region: 'eu-west-2',
    name: 'UK National Insurance number',
    pattern: bounded('(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]'),
  },
  {
    region: 'eu-west-2',
    name: 'NHS number',
    pattern: grouped('\\d{3}', 3, 4),
    isValid: check.isNhsNumber,
  },
  {
    region: 'eu-west-3',
    name: 'French NIR',
    pattern: bounded('[12] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}'),
    isValid: check.isNir,
  },
  {
    region: 'il-central-1',
    name: 'Israeli identity number',
    pattern: bounded('\\d{8}-\\d|\\d-\\d{7}-\\d'),
    isValid: check.hasLuhnDigit,
  },
  {
    region: 'me-central-1',
    name: 'Emirates ID',
    pattern: bounded('784-?(?:19|20)\\d{2}-?\\d{7}-?\\d'),
    isValid: check.hasLuhnDigit,
  },
  {
    region: 'mx-central-1',
    name: 'CURP',
    pattern: bounded('[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\\d]\\d', 'i'),
    isValid: (text) => check.isCurp(text.toUpperCase()),
  },
  {
    region: 'sa-east-1',
    name: 'CPF',
    pattern: bounded('\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}|\\d{11}'),
    isValid: check.isCpf,
  },
];

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { COUNT_COLUMNS } from '../../domain/developer/usage/report-columns';

/** One line of a report, by column. */
export type Line = Readonly<Record<string, string | number>>;

export interface ReportFile {
  /** Key below the prefix of the reports, as the service writes it. */
  readonly path: string;
  readonly content: Buffer;
}

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
const USERS = 40;
export const FIRST_DAY = '2025-11-01';
const DAYS = 365;
const DAY_MS = 86_400_000;
/** No file has a day of this month. */
export const EMPTY_MONTH = '2026-03';

const ANALYTIC = ['UserId', 'Date', ...Object.keys(COUNT_COLUMNS.by_user_analytic)];
const USER_REPORT = [
  ...['Date', 'UserId', 'Client_Type', 'Chat_Conversations', 'Credits_Used', 'Overage_Cap', 'Overage_Credits_Used'],
  ...['Overage_Enabled', 'ProfileId', 'Subscription_Tier', 'Total_Messages'],
];
const LATER = ['New_User', 'User_Email', 'auto_messages', 'claude_opus_4.8_messages'];

/** Numbers from 0 to 1 that a seed decides. Source: Mulberry32, public domain. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const csv = (columns: readonly string[], lines: readonly Line[]): string =>
  [columns.join(','), ...lines.map((line) => columns.map((name) => line[name] ?? 0).join(','))].join('\n').concat('\n');

interface Person {
  readonly id: string;
  readonly email: string;
  /** First day with Amazon Q Developer, last day with it, and first day with Kiro. */
  readonly from: number;
  readonly until: number;
  readonly kiroFrom: number;
  readonly tier: string;
  readonly eagerness: number;
}

const TIERS = ['PRO', 'PRO', 'PRO', 'PROPLUS', 'POWER', 'PROMAX'];

function people(random: () => number): readonly Person[] {
  return Array.from({ length: USERS }, (_, index) => {
    const from = index < 25 ? 0 : Math.floor(random() * 330);
    // Some move to Kiro, some stop, two begin in the last month.
    const moves = index % 4 === 0;
    const left = moves ? 200 + Math.floor(random() * 120) : 120 + Math.floor(random() * 150);
    const until = moves || index % 9 === 5 ? left : DAYS;
    return {
      id: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
      email: `developer.${index}@example.com`,
      from: index >= 38 ? 340 + index - 30 : from,
      until,
      kiroFrom: kiroFrom(index, moves, until),
      tier: TIERS[Math.floor(index / 4) % TIERS.length] ?? 'PRO',
      eagerness: 0.3 + random() * 0.6,
    };
  });
}

const kiroFrom = (index: number, moves: boolean, until: number): number => {
  if (moves) return until - 14;
  return index === USERS - 1 ? 350 : Number.POSITIVE_INFINITY;
};

const hex = (random: () => number, length: number) =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');

const dateOf = (day: number) => new Date(Date.parse(`${FIRST_DAY}T00:00:00Z`) + day * DAY_MS);
const isoDay = (day: number) => dateOf(day).toISOString().slice(0, 10);
const usDay = (day: number) => isoDay(day).replace(/^(\d+)-(\d+)-(\d+)$/, '$2-$3-$1');
const folder = (day: number) => isoDay(day).replaceAll('-', '/');

function analyticLine(person: Person, day: number, random: () => number): Line {
  const many = (most: number) => Math.floor(random() * most);
  const offers = 20 + many(180);
  const taken = Math.floor(offers * (0.15 + random() * 0.25));
  return {
    UserId: person.id,
    Date: usDay(day),
    Chat_AICodeLines: many(60),
    Chat_MessagesInteracted: many(10),
    Chat_MessagesSent: many(40),
    CodeFix_AcceptedLines: many(5),
    CodeFix_GeneratedLines: 5 + many(20),
    CodeReview_FindingsCount: many(6),
    Dev_AcceptedLines: many(30),
    Dev_GeneratedLines: 30 + many(90),
    InlineChat_AcceptedLineAdditions: many(15),
    InlineChat_RejectedLineAdditions: many(15),
    Inline_AICodeLines: taken * 2,
    Inline_AcceptanceCount: taken,
    Inline_SuggestionsCount: offers,
  };
}

function kiroLine(person: Person, day: number, client: string, isNew: boolean, random: () => number): Line {
  const messages = 5 + Math.floor(random() * 60);
  return {
    Date: isoDay(day),
    UserId: person.id,
    Client_Type: client,
    Chat_Conversations: 1 + Math.floor(messages / 10),
    Credits_Used: (random() * 40).toFixed(4),
    Overage_Cap: '1000.0',
    Overage_Credits_Used: '0.0',
    Overage_Enabled: 'false',
    ProfileId: `arn:aws:codewhisperer:${REGION}:${ACCOUNT}:profile/EXAMPLE`,
    Subscription_Tier: person.tier,
    Total_Messages: messages,
    New_User: String(isNew),
    User_Email: person.email,
    auto_messages: Math.floor(messages / 2),
    'claude_opus_4.8_messages': Math.ceil(messages / 2),
  };
}

/** The year of 40 users in both formats, without a defect. The same seed makes the same files. */
export function syntheticYear(seed = 2026): readonly ReportFile[] {
  const random = seeded(seed);
  const team = people(random);
  return Array.from({ length: DAYS }, (_, day) => day).flatMap((day) => {
    const isWorkday = ![0, 6].includes(dateOf(day).getUTCDay());
    const works = (person: Person) => random() < (isWorkday ? person.eagerness : 0.04);
    const onQ = team.filter((person) => day >= person.from && day < person.until && works(person));
    const onKiro = team.filter((person) => day === person.kiroFrom || (day > person.kiroFrom && works(person)));
    const q = onQ.map((person) => analyticLine(person, day, random));
    const kiro = (client: string) =>
      onKiro.map((person) => kiroLine(person, day, client, day === person.kiroFrom, random));
    if (isoDay(day).startsWith(EMPTY_MONTH)) return [];
    const columns = day < 300 ? USER_REPORT : [...USER_REPORT, ...LATER];
    const stamp = `${isoDay(day).replaceAll('-', '')}0000`;
    const place = (name: string) => `AWSLogs/${ACCOUNT}/${name}/${REGION}/${folder(day)}/00`;
    return [
      ...file(
        `${place('QDeveloperLogs/by_user_analytic')}/${ACCOUNT}_by_user_analytic_${stamp}_report.csv`,
        ANALYTIC,
        q,
      ),
      ...['KIRO_IDE', 'KIRO_CLI'].flatMap((client) =>
        file(`${place('KiroLogs/user_report')}/${client}_${ACCOUNT}_user_report_${stamp}.csv`, columns, kiro(client)),
      ),
    ];
  });
}

/** The service writes no file without users. */
const file = (path: string, columns: readonly string[], lines: readonly Line[]): readonly ReportFile[] =>
  lines.length === 0 ? [] : [{ path, content: Buffer.from(csv(columns, lines)) }];

/** Lines that are put into the year on purpose, and their number by code of the finding. */
export const DEFECTS = {
  'field-count': 1,
  'negative-count': 1,
  'not-a-count': 1,
  'not-a-day': 1,
  'no-user': 1,
  'utf-16': 1,
  'no-report': 1,
  'bad-gzip': 1,
  'other-file': 1,
} as const;

/** The same year with what goes wrong in real folders: copies, gzip, UTF-16, other files, and lines that are wrong. */
export function defectiveYear(seed = 2026): readonly ReportFile[] {
  const year = [...syntheticYear(seed)];
  const at = (index: number) => year[index] as ReportFile;
  const gzip = (report: ReportFile) => ({ path: `${report.path}.gz`, content: gzipSync(report.content) });
  const line = (...fields: string[]) => `${fields.join(',')}\n`;
  const rest = ANALYTIC.slice(2);
  const wrong = [
    ANALYTIC.join(','),
    line('u-1', '06-31-2026', ...rest.map(() => '1')).trimEnd(),
    line('', '06-30-2026', ...rest.map(() => '1')).trimEnd(),
    line('u-1', '06-30-2026', ...rest.map((_, index) => (index === 0 ? '-3' : '1'))).trimEnd(),
    line('u-1', '06-30-2026', ...rest.map((_, index) => (index === 0 ? 'many' : '1'))).trimEnd(),
    line('u-1', '06-30-2026', '17').trimEnd(),
  ].join('\n');
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(at(30).content.toString(), 'utf16le')]);
  const cut = gzipSync(at(40).content);
  return [
    ...year.map((report, index) => {
      if (index === 30) return { path: report.path, content: utf16 };
      return index % 7 === 3 ? gzip(report) : report;
    }),
    // A folder that was copied twice.
    ...year.slice(50, 60).map(({ path, content }) => ({ path: `copy/${path}`, content })),
    { path: 'more/lines.csv', content: Buffer.from(wrong) },
    { path: 'more/cut.csv.gz', content: cut.subarray(0, cut.length - 9) },
    { path: 'more/people.csv', content: Buffer.from('name,team\nalice,blue\n') },
    { path: 'more/readme.txt', content: Buffer.from('not a report') },
  ];
}

/** Writes files below a folder. */
export function writeReports(folder: string, files: readonly ReportFile[]): string {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

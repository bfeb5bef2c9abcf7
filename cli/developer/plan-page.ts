import type { LeavingPlan, PlannedMonth, Wave } from '../../domain/developer/usage/leaving-plan';
import { counted } from '../terminal/counted';

/** Last day of the plug-ins and paid seats of Amazon Q Developer. Source: Amazon Q Developer User Guide, "IDE plugins end of support". */
export const END = '2027-04-30';

/** Writes the plan as Markdown. @param hasNames users are named by their id, and not by pseudonyms */
export function planPage(plan: LeavingPlan, hasNames: boolean): string {
  const { from, until, reports, cancel, alreadyInKiro, waves, months } = plan;
  return `# Leaving Amazon Q Developer by ${until}

Made on ${from} from the usage reports of ${reports.first} to ${reports.last}.
${notes(plan, hasNames)
  .map((note) => `\n${note}\n`)
  .join('')}
## Cost

| month | moving | Q seats | Q USD | Kiro seats | Kiro USD | sum USD |
|---|---:|---:|---:|---:|---:|---:|
${months.map(monthRow).join('\n')}

With this plan: ${usd(plan.usd)} US dollars. With every seat of today until the end: ${usd(plan.usdWithoutPlan)}. A user costs twice in the
month of the move, because the last month of a seat is billed whole. A user moves to Kiro Pro. Credits beyond a plan,
discounts and taxes are not included. ${priceNote(plan)}

## Now

${list([
  `Tell developers the date: plug-ins and paid seats of Amazon Q Developer end on ${END}.`,
  'Name the owner of this plan.',
  'Remove the app of Amazon Q Developer for GitHub: it ends on 2027-01-30.',
  'Create the Kiro profile in the Region of the one of Amazon Q Developer.',
  'Set for the Kiro profile what was set for the old one: customer key, prompt logging, reports, MCP registry, code references (docs/runbooks/developer).',
  'Let Kiro through the egress filter: sign-in and downloads need the internet (docs/developer.md).',
  'Allow and block extensions by device management: the plug-in of Amazon Q Developer, the Kiro IDE and CLI.',
])}

## Cancel seats that nobody uses

${people(
  cancel.map(({ user, last }) => `${escaped(user)}, last use ${last}`),
  'Every seat was used lately.',
)}

## Cancel the old seat of those who use Kiro

${people(alreadyInKiro.map(escaped), 'Nobody uses Kiro yet.')}

## Move

${waves.length === 0 ? 'Nobody is left to move.' : waves.map(waveSection).join('\n\n')}

## ${until}: switch off

${list([
  'Nobody is in the report of Amazon Q Developer any more: `private-bedrock developer report` on the last weeks.',
  'Delete customizations: the profile cannot be deleted before.',
  'Switch off prompt logging and reports of the old profile.',
  'Delete the profile of Amazon Q Developer. It cancels every seat that is left; the month is billed whole.',
  'Uninstall the plug-ins by device management, and take them off the list of allowed extensions.',
  'Keep the endpoints `q` and `codewhisperer` while Kiro uses them.',
  'Keep both buckets and their key until the retention of the logs is over. Delete nothing by hand.',
  'Keep the policies of the organization: the actions are those of Kiro, too.',
])}

Amazon Q in the AWS console, in its mobile app and in chat applications is not part of this end of support.
`;
}

function notes({ lost, unpricedSeats }: LeavingPlan, hasNames: boolean): readonly string[] {
  return [
    ...(hasNames
      ? ['**This page names people.** Keep it where only those who need it can read it.']
      : ['Users are pseudonyms. Make the page with `--names` to work through it.']),
    ...(lost > 0
      ? [
          `- [ ] **Incomplete:** ${counted(lost, 'line or file', 'lines or files')} of the reports could not be read. \`private-bedrock developer report\` names them.`,
        ]
      : []),
    ...(unpricedSeats > 0 ? [`${counted(unpricedSeats, 'seat')} of Kiro without a known price: not in the sums.`] : []),
  ];
}

const priceNote = ({ prices: { read, isOld } }: LeavingPlan) =>
  `Prices were read on ${read}${isOld ? ': **they may have changed.** Verify them' : ''}.`;

const usd = (value: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const monthRow = ({ month, moving, qSeats, qUsd, kiroSeats, kiroUsd }: PlannedMonth): string =>
  `| ${month} | ${moving} | ${qSeats} | ${usd(qUsd)} | ${kiroSeats} | ${usd(kiroUsd)} | ${usd(qUsd + kiroUsd)} |`;

const list = (items: readonly string[]): string => items.map((item) => `- [ ] ${item}`).join('\n');

const people = (items: readonly string[], none: string): string => (items.length === 0 ? none : list(items));

const waveSection = ({
  month,
  users,
  isPilot,
}: Wave): string => `### ${month}${isPilot ? ', pilot' : ''}: ${counted(users.length, 'user')}

${list([
  'Subscribe them to Kiro, by their group in IAM Identity Center.',
  'They move rules, prompts and MCP settings, and sign in.',
  isPilot ? 'Ask the pilot what is missing before the next group.' : 'They work one week without the old plug-in.',
  'Cancel their seats of Amazon Q Developer before the month ends.',
])}
${users.map((user) => `- [ ] ${escaped(user)}`).join('\n')}`;

/** A user id is text of others: no markup, no second line. */
const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\s]+/gu, ' ').replace(/[\\`*_{}[\]<>()#+!|~&]/g, (character) => `\\${character}`);

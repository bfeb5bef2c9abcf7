import { CODING_FEATURES } from '../../domain/developer/features/coding';
import { type Feature, featureWarning } from '../../domain/developer/features/feature';
import { GOVERNANCE_FEATURES } from '../../domain/developer/features/governance';

export const FEATURES: readonly Feature[] = [...CODING_FEATURES, ...GOVERNANCE_FEATURES];

/** Day of the page: that of its newest row, so that the page does not change by itself. */
export const PAGE_DAY = FEATURES.map(({ read }) => read)
  .sort()
  .at(-1) as string;

const row = (feature: Feature): string => {
  const { name, now, infrastructure, otherwise, enforced, source, read, isVerified, open, ends } = feature;
  const warning = featureWarning(feature, PAGE_DAY);
  const notes = [
    isVerified ? '' : '**Not verified.**',
    open === undefined ? '' : `Open: ${open}`,
    warning === undefined ? '' : `**Warning: ${warning}.**`,
    ends === undefined || warning !== undefined ? '' : `Ends ${ends}.`,
  ].filter((note) => note !== '');
  const cells = [
    `**${name}**`,
    now,
    infrastructure,
    otherwise,
    enforced,
    `[page](${source}), ${read}`,
    notes.join(' '),
  ];
  return `| ${cells.join(' | ')} |`;
};

/** docs/developer.md, as it must be. */
export const developerPage = (): string => `# Amazon Q Developer and Kiro

<!-- made from domain/developer/features by test/developer/developer-page.test.ts; do not edit -->

No service control policy stops a developer who signs in with a Builder ID, a social account or the Free tier: that person is no
principal of yours. Only three things do: an egress filter that blocks the sign-in pages and the service, device management, and a
list of allowed extensions. A developer with a seat signs in by IAM Identity Center, and IAM does not decide what the editor may do.

Amazon CodeWhisperer became Amazon Q Developer on 2024-04-30. Its plug-ins and paid seats end on **2027-04-30**; Kiro is the
successor. No profile, seat or switch of either product has a CloudFormation type or an API in the SDK.

| to do | where |
|---|---|
| places for logs and reports, under a key of their own | property \`developer\` of a row: [configuration](configuration.md) |
| who gives seats, who changes profiles, no content for AI services | [organization](organization.md) |
| switches of the console, with the way to verify each | runbooks: [customer key](runbooks/developer/customer-key.md), [prompt logging](runbooks/developer/prompt-logging.md), [code references](runbooks/developer/code-references.md), [MCP registry](runbooks/developer/mcp-registry.md) |
| who uses a seat, what seats cost | \`npm run developer -- report <files, folder or s3://…>\` |
| the way to Kiro | \`npm run developer -- plan <files, folder or s3://…> --until 2027-04-30 --out plan.md\` |

## Features that people know

Where the table says "server", the service enforces it. "client" is in the plug-in or IDE alone: a person can get round it. Every
page was read as a copy, on the day that the row names. AWS may have changed it since.

| feature | what it is now | can infrastructure set it | where else | enforced | source | notes |
|---|---|---|---|---|---|---|
${FEATURES.map(row).join('\n')}

## What a report has, and what not

- Users are pseudonyms, new ones in each run. \`--key <file>\` with a secret makes them the same in each run; whoever has the secret and
  the user ids can compute them. \`--names\` shows user ids. E-mail addresses are never read.
- A line counts once for each user, day, product, client and profile. If two lines differ, the larger one of each count is kept, so that
  neither the order of files nor a copy of a folder changes a sum.
- Reports have only users who were active. A seat that was never used is in no report and costs nothing; one that was cancelled looks
  like one without use.
- No report counts security scans or references. CloudWatch has them by account: \`CodeScanCount\` and \`SuggestionReferenceCount\` in
  \`AWS/Q\`.
- The old report of Kiro (\`by_user_analytic\`) has the command line and the plug-ins only. Its messages are not added: \`user_report\` has
  them.
- The table of prices has a date, and the report warns when it is older than 60 days. \`--prices <file>\` takes your own:
  \`seat-q-pro\`, \`seat-kiro-pro\`, \`seat-kiro-pro-plus\`, \`seat-kiro-power\`.
- Not verified on AWS: every column and path here is from the documentation and from public code that reads such reports.

Sources of columns and paths: Amazon Q Developer User Guide, "User activity report metrics" and "Viewing the activity of specific
users"; Kiro documentation, "Viewing per-user activity" and "Legacy report". Read on 2026-11-28.
`;

/** Product that wrote a report. */
export type Product = 'q' | 'kiro';

export const PRODUCT_NAMES: Readonly<Record<Product, string>> = { q: 'Amazon Q Developer', kiro: 'Kiro' };

/** Count that the report adds up. */
export type Measure = 'suggested' | 'accepted' | 'suggestions' | 'acceptances' | 'messages' | 'findings' | 'credits';

export const MEASURES: readonly Measure[] = [
  'suggested',
  'accepted',
  'suggestions',
  'acceptances',
  'messages',
  'findings',
  'credits',
];

/** Columns without which a file is no report. */
export const USER_COLUMN = 'UserId';
export const DAY_COLUMN = 'Date';

/** Lines that were accepted were suggested, too: these columns have no count of suggested lines of their own. */
const BOTH: readonly Measure[] = ['suggested', 'accepted'];
const SUGGESTED: readonly Measure[] = ['suggested'];
const ACCEPTED: readonly Measure[] = ['accepted'];
const NOT_ADDED: readonly Measure[] = [];

/**
 * Counts of a report `by_user_analytic`, and what each adds to. Both products write it; that of Kiro has the command line
 * and the plug-ins only.
 *
 * Source: Amazon Q Developer User Guide, "User activity report metrics"; Kiro documentation, "Legacy report". Read 2026-11-28.
 */
const ANALYTIC: Readonly<Record<string, readonly Measure[]>> = {
  Chat_AICodeLines: BOTH,
  Chat_MessagesInteracted: NOT_ADDED,
  Chat_MessagesSent: ['messages'],
  CodeFix_AcceptanceEventCount: NOT_ADDED,
  CodeFix_AcceptedLines: ACCEPTED,
  CodeFix_GeneratedLines: SUGGESTED,
  CodeFix_GenerationEventCount: NOT_ADDED,
  CodeReview_FailedEventCount: NOT_ADDED,
  CodeReview_FindingsCount: ['findings'],
  CodeReview_SucceededEventCount: NOT_ADDED,
  Dev_AcceptanceEventCount: NOT_ADDED,
  Dev_AcceptedLines: ACCEPTED,
  Dev_GeneratedLines: SUGGESTED,
  Dev_GenerationEventCount: NOT_ADDED,
  DocGeneration_AcceptedFileUpdates: NOT_ADDED,
  DocGeneration_AcceptedFilesCreations: NOT_ADDED,
  DocGeneration_AcceptedLineAdditions: BOTH,
  DocGeneration_AcceptedLineUpdates: BOTH,
  DocGeneration_EventCount: NOT_ADDED,
  DocGeneration_RejectedFileCreations: NOT_ADDED,
  DocGeneration_RejectedFileUpdates: NOT_ADDED,
  DocGeneration_RejectedLineAdditions: SUGGESTED,
  DocGeneration_RejectedLineUpdates: SUGGESTED,
  InlineChat_AcceptanceEventCount: NOT_ADDED,
  InlineChat_AcceptedLineAdditions: BOTH,
  InlineChat_AcceptedLineDeletions: NOT_ADDED,
  InlineChat_DismissalEventCount: NOT_ADDED,
  InlineChat_DismissedLineAdditions: SUGGESTED,
  InlineChat_DismissedLineDeletions: NOT_ADDED,
  InlineChat_RejectedLineAdditions: SUGGESTED,
  InlineChat_RejectedLineDeletions: NOT_ADDED,
  InlineChat_RejectionEventCount: NOT_ADDED,
  InlineChat_TotalEventCount: NOT_ADDED,
  Inline_AICodeLines: BOTH,
  Inline_AcceptanceCount: ['acceptances'],
  Inline_SuggestionsCount: ['suggestions'],
  TestGeneration_AcceptedLines: ACCEPTED,
  TestGeneration_AcceptedTests: NOT_ADDED,
  TestGeneration_EventCount: NOT_ADDED,
  TestGeneration_GeneratedLines: SUGGESTED,
  TestGeneration_GeneratedTests: NOT_ADDED,
  Transformation_EventCount: NOT_ADDED,
  Transformation_LinesGenerated: SUGGESTED,
  Transformation_LinesIngested: NOT_ADDED,
};

/**
 * Counts of a report `user_report` of Kiro. The credits of overage are not added: its two pages disagree whether a line has
 * those of the day or of the month.
 *
 * Source: Kiro documentation, "Viewing per-user activity". Read 2026-11-28.
 */
const USER_REPORT: Readonly<Record<string, readonly Measure[]>> = {
  Chat_Conversations: NOT_ADDED,
  Credits_Used: ['credits'],
  Overage_Cap: NOT_ADDED,
  Overage_Credits_Used: NOT_ADDED,
  Total_Messages: ['messages'],
};

/** Columns of Kiro that are no counts. Its e-mail addresses are never read. */
export const KIRO_TEXTS = {
  client: 'Client_Type',
  overage: 'Overage_Enabled',
  profile: 'ProfileId',
  tier: 'Subscription_Tier',
  isNew: 'New_User',
  email: 'User_Email',
} as const;

/** Columns of `user_report` that its first files did not have. */
const LATER: readonly string[] = [KIRO_TEXTS.isNew, KIRO_TEXTS.email];

export type Format = 'by_user_analytic' | 'user_report';

export const COUNT_COLUMNS: Readonly<Record<Format, Readonly<Record<string, readonly Measure[]>>>> = {
  by_user_analytic: ANALYTIC,
  user_report: USER_REPORT,
};

const TEXT_COLUMNS: Readonly<Record<Format, readonly string[]>> = {
  by_user_analytic: [],
  user_report: Object.values(KIRO_TEXTS),
};

/** Returns every column that a format is known to have, those of the models of Kiro excepted. */
export const knownColumns = (format: Format): readonly string[] => [
  USER_COLUMN,
  DAY_COLUMN,
  ...Object.keys(COUNT_COLUMNS[format]),
  ...TEXT_COLUMNS[format],
];

/** Returns the columns that every file of a format should have. */
export const expectedColumns = (format: Format): readonly string[] =>
  knownColumns(format).filter((name) => !LATER.includes(name));

/** Counts messages of one model, such as `claude_opus_4.8_messages`: Kiro adds such a column for each model that was used. */
export const MODEL_COLUMN = /^(?!total_)[a-z0-9._-]+_messages$/i;

/** Returns the format whose columns a header has most of. */
export function formatOf(header: readonly string[]): Format {
  const names = new Set(header.map((name) => name.toLowerCase()));
  const share = (format: Format) => {
    const own = knownColumns(format).slice(2);
    return own.filter((name) => names.has(name.toLowerCase())).length / own.length;
  };
  return share('user_report') > share('by_user_analytic') ? 'user_report' : 'by_user_analytic';
}

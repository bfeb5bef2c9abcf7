import { NotModelledError } from '../not-modelled';
import type { Placed } from './templates';

/** Every role of a deployment by unit and logical id, without the hash at its end; and what the sentences call it. */
const WORDS: Readonly<Record<string, string>> = {
  'Access/Administrator': 'administrator',
  'Access/Application': 'application role',
  'Access/Clinician': 'clinician',
  'Access/Curator': 'curator',
  'Access/Invoker': 'invoker',
  'Access/Reader': 'reader',
  'Access/Records': 'records reader',
  'Access/Tuner': 'tuner',
  'Account/Auditor': 'auditor',
  'Account/Operator': 'operator of the account',
  'Account/PromptLogsRole': 'logging role',
  'Account/SettingsRole': 'settings workflow',
  'Asking/DailySyncRole': 'daily sync rule',
  'Asking/DelegatedRole': 'delegated function',
  'Asking/DocumentEventsRole': 'documents pipe',
  'Asking/IngestionRole': 'ingestion function',
  'Asking/IngestionWorkflowRole': 'ingestion workflow',
  'Asking/KnowledgeRole': 'knowledge function',
  'Consultations/DataAccess': 'data access role',
  'Developer/Auditor': 'auditor',
  'Developer/ReportReader': 'report reader',
  'FineTuning/CustomizationRole': 'customization role',
  'FineTuning/ManifestUploadRole': 'manifest rule',
  'FineTuning/TuningRole': 'tuning function',
  'FineTuning/WorkflowRole': 'tuning workflow',
  'Inference/InferenceRole': 'inference function',
  'Knowledge/BreakGlass': 'documents break-glass role',
  'Knowledge/KnowledgeBaseRole': 'knowledge base role',
  'Network/FlowLogsRole': 'flow-log role',
  'Scribing/CheckAudioRole': 'audio check function',
  'Scribing/MakeDraftRole': 'draft function',
  'Scribing/PurgeRole': 'purge function',
  'Scribing/PurgingRole': 'purging workflow',
  'Scribing/RecordingsRole': 'recording rule',
  'Scribing/StoppedRole': 'purging rule',
  'Scribing/WorkflowRole': 'scribing workflow',
  'Spend/BreakerRole': 'breaker',
  'Spend/BudgetRole': 'budget action',
  'Spend/Operator': 'breaker operator',
  'Spend/RuleRole': 'breaker rule',
  'Storage/BreakGlass': 'break-glass role',
  'Workbench/NotebookRole': 'notebook role',
  'Workbench/Scientist': 'scientist',
};

const TEAM_ROLE = 'role of the team ';

/** Words for the role of a team. */
export const teamRole = (team: string): string => `${TEAM_ROLE}${team}`;

export const isTeamRole = (words: string): boolean => words.startsWith(TEAM_ROLE);

/** @throws NotModelledError for a role of which no sentence speaks */
export function roleWords({ at }: Placed): string {
  const place = at.replace(/^[^/]+\//, '').replace(/[0-9A-F]{8}$/, '');
  const [, team] = /^Access\/Team([a-z0-9]+)$/.exec(place) ?? [];
  const words = team === undefined ? WORDS[place] : teamRole(team);
  if (words) return words;
  throw new NotModelledError(at, 'this role', 'Name it in proofs/model/role-words.ts and say what it may do.');
}

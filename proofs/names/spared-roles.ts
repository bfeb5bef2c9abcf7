import { CLINICAL, clinical, OF_CONTENT } from '../decisions/parts/patients';
import type { World } from '../decisions/world';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import type { System } from '../model/system';

type Parts = Pick<System, 'buckets' | 'endpoints' | 'keys' | 'roles'>;

/** Roles that a Deny must spare, since it would stop their own work: by the actions and the other keys of its condition. */
const SPARED: readonly {
  readonly denies: RegExp;
  readonly keys: readonly string[];
  /** The Deny holds for every resource. One for the others than a role's own does not stop its work. */
  readonly everywhere?: true;
  readonly roles: readonly string[];
}[] = [
  { denies: /^s3vectors:/, keys: [], roles: ['knowledge base role'] },
  { denies: /^bedrock:(InvokeAgent|RetrieveAndGenerate)$/, keys: [], everywhere: true, roles: ['delegated function'] },
  { denies: /^bedrock:Retrieve$/, keys: [], roles: ['delegated function', 'knowledge function', 'notebook role'] },
  // The embedding model takes no guardrail, and Bedrock's own invocations carry none.
  {
    denies: /^bedrock:InvokeModel/,
    keys: ['bedrock:GuardrailIdentifier'],
    roles: ['delegated function', 'knowledge base role'],
  },
  // The list of models has neither the embedding model nor a custom model that was just trained.
  { denies: /^bedrock:InvokeModel/, keys: [], roles: ['knowledge base role', 'tuning workflow'] },
  {
    denies: /^bedrock:InvokeModel/,
    keys: ['bedrock:InferenceProfileArn'],
    roles: ['knowledge base role', 'tuning workflow'],
  },
];

/** Roles that reach the objects of a bucket from outside the VPC. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  '/FineTuning': ['break-glass role'],
  '/Documents': ['documents break-glass role', 'knowledge base role'],
  '/Patients': ['data access role'],
};

/** Roles that a bucket or a key is for, of those that have patient data. A row that keeps nothing has no reader of records. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  '/Patients': OF_CONTENT.filter((name) => name !== 'records reader'),
  '/SignedNotes': ['clinician', 'draft function', 'records reader'],
  '/PatientKey': [...OF_CONTENT, 'scribing workflow'],
};

/** Context by which the key of developer logs tells reports, which one role reads, from everything else. */
const REPORTS = 'kms:EncryptionContext:aws:s3:arn';

/** Roles to which a bucket leaves reading. */
const READS: Readonly<Record<string, readonly string[]>> = {
  '/Developer/Prompts': ['auditor'],
  '/Developer/Reports': ['report reader'],
};

/** HealthScribe does not say how it signs its requests. */
const HEADERLESS: Readonly<Record<string, readonly string[]>> = { '/Patients': ['data access role'] };

/** Only the function that checks signatures keeps a note. */
const WRITES: Readonly<Record<string, readonly string[]>> = { '/SignedNotes': ['draft function'] };

/** Returns the principals that a Deny spares although it would not stop their work. */
export function wronglySpared(world: World, policies: readonly NamedPolicy[]): readonly string[] {
  const { system } = world;
  return policies.flatMap((policy) =>
    policy.document.Statement.filter(({ Effect }) => Effect === 'Deny').flatMap((statement) => {
      const names = rolesOf(system, policy, statement);
      const expected = [
        ...system.roles.filter(({ name }) => names.includes(name)).map(({ arn }) => arn),
        // Policies of patient data name roles of stacks that may not be made yet.
        ...names.filter((name) => CLINICAL.includes(name)).map((name) => clinical(world, name).principal),
      ];
      return sparedBy(statement)
        .filter((who) => !expected.includes(who))
        .map((who) => `a Deny spares a role only if it would stop its work. But: ${policy.name} spares ${who}`);
    }),
  );
}

function rolesOf(
  system: Parts,
  policy: NamedPolicy,
  { Action, Resource, Condition = {} }: Statement,
): readonly string[] {
  if (system.endpoints.some((endpoint) => endpoint.policy.name === policy.name)) return [];
  const keys = Object.values(Condition).flatMap((wanted) => Object.keys(wanted));
  const others = keys.filter((key) => !isPrincipal(key)).join();
  const owner = [...system.buckets, ...system.keys].find((one) => one.policy?.name === policy.name);
  if (owner?.at.includes('/Developer/')) return readersOf(owner.at, list(Action), others, Condition);
  if (owner) {
    const of = (table: Readonly<Record<string, readonly string[]>>) => inTable(table, owner.at);
    if (others === 'aws:SourceVpc') return of(OUTSIDE);
    if (others === 's3:authType') return of(HEADERLESS);
    return list(Action).join() === 's3:PutObject*' ? of(WRITES) : of(INSIDE);
  }
  const rule = SPARED.find(
    (one) =>
      list(Action).some((action) => one.denies.test(action)) &&
      one.keys.join() === others &&
      (!one.everywhere || list(Resource).includes('*')),
  );
  return (rule?.roles ?? []).filter((name) => isBoundBy(system, name, policy));
}

/** A Deny that does not bind a role need not spare it. The policy of a resource binds everybody. */
function isBoundBy({ roles }: Parts, name: string, policy: NamedPolicy): boolean {
  const bound = roles.filter(({ boundary, limits, identity }) =>
    [boundary ?? [], limits, identity].flat().some((one) => one.name === policy.name),
  );
  return bound.length === 0 || bound.some((role) => role.name === name);
}

const inTable = (table: Readonly<Record<string, readonly string[]>>, at: string): readonly string[] =>
  Object.entries(table).find(([place]) => at.includes(place))?.[1] ?? [];

/** Roles to which a bucket of developer logs leaves reading, or their key a context. */
function readersOf(
  at: string,
  actions: readonly string[],
  others: string,
  { StringLike: ofReports }: NonNullable<Statement['Condition']>,
): readonly string[] {
  if (others === REPORTS) return ofReports ? ['report reader'] : ['auditor'];
  return others === '' && actions.includes('s3:GetObject*') ? inTable(READS, at) : [];
}

const isPrincipal = (key: string) => key.toLowerCase() === 'aws:principalarn';

/** Principals whom a condition on the principal spares; everybody else, if it names whom the Deny is for. */
const sparedBy = ({ Condition = {} }: Statement): readonly string[] =>
  Object.entries(Condition).flatMap(([operator, wanted]) =>
    Object.entries(wanted)
      .filter(([key]) => isPrincipal(key))
      .flatMap(([, arns]) => (/Not/.test(operator) ? list(arns) : [`everybody but ${list(arns).join(', ')}`])),
  );

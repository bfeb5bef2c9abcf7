import { ACTION_SOURCES, type ActionSource } from '../actions/aws-actions';

/** Claim of the proof, and its limits. The page begins with them. */
export const CLAIM = `Every "may" and "cannot" of this page is **decided under the simulator's model** of IAM
([iam-simulate](https://www.npmjs.com/package/@cloud-copilot/iam-simulate)), on the templates that \`cdk synth\` writes,
offline. Our own evaluator, written from AWS's documentation, has to agree with it. It is no claim about AWS itself:`;

const sourceWords = ({ name, package: from, day, names }: ActionSource) =>
  `${name} (${from}, ${day}, ${names.toLocaleString('en-US')} names)`;

export const LIMITS: readonly string[] = [
  'That a service sends the condition keys which a policy names, and evaluates the ARNs that its documentation lists, can be seen in an account only (docs/decisions/0004-keys-and-conditions.md).',
  'Identity policies of people and roles outside of these templates are not here. Where a sentence speaks of "an administrator of the account", it takes one who may do everything.',
  'Nobody can bind the root user of the account by an identity policy or a boundary: no sentence is about what it may do, only that it cannot assume a role.',
  'AWS managed policies count as of the version and day in `proofs/managed-policies`. AWS changes them at will; `npm run prove -- --refresh-policies` looks.',
  'Grants of KMS (`kms:CreateGrant`) open a key beside its policy. The sentences say who may make one, not what it then opens.',
  'Sessions with session policies, role chains and resource control policies are not asked about; each could only take permissions away.',
  'Truth tables are exhaustive over the values that they list. A value beside them stands for its kind: one model that AWS may offer one day, one other account, one other Region.',
  'The simulator does not know `kms:EncryptionContext:<key>` nor the model ARN without a Region: both are evaluated under another name (proofs/decisions/simulator.ts). It ignores the Principal of endpoint policies; our evaluator refuses any but `*` there.',
  'These are the rows of the table, and two that nobody deploys. `npm run prove` also makes 40 random rows, of every Region and with and without each feature, and decides the same sentences on them; there our own evaluator decides alone, and the simulator agrees on a fifth of the requests of every fifth row.',
  'Upper bounds leave conditions and resources out: an action in a bound may still be denied on everything. One that is not in it cannot be allowed.',
  `Actions of AWS are the union of ${ACTION_SOURCES.length} lists that come with packages: ${ACTION_SOURCES.map(sourceWords).join('; ')}. Operations of service models count as actions too, although some are authorized under another name. The simulator knows the first list; our evaluator alone decides on an action of the others. What AWS adds later is in none: each bound names the wildcards that it could match.`,
  'Reachability is that of the templates: route tables, gateways and network ACLs that others add to a VPC, and all of a VPC that was brought along, are not in them. Security groups do not filter the DNS resolver of the VPC.',
];

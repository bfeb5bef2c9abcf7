import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateListAliases } from '@aws-sdk/client-kms';
import { UNITS } from '../../../domain/deployment/names/units';
import { listFromAws } from '../../aws/call-aws';
import type { Inspection, PreflightContext } from '../inspection';
import { fail, type InspectionResult, pass, warn } from '../inspection-result';
import { knowledgeLeftovers } from './knowledge-leftovers';

type Unit = (typeof UNITS)[number];

/**
 * Inspects if an earlier deployment left resources that the next one needs: stacks whose creation failed, kept log groups
 * and the key that encrypts them, vectors and a knowledge base. The buckets have an inspection of their own.
 */
export const LEFTOVERS_INSPECTION: Inspection = {
  id: 'leftovers',
  title: 'leftovers',
  inspect: async (context) => {
    const failed = await failedStacks(context);
    const groups = await leftLogGroups(context);
    const found = [
      ...failed,
      ...(await leftKeys(context, groups)),
      ...groups.map((group) => logGroupResult(context, group)),
      ...(await keyAlias(context)),
      ...(await knowledgeLeftovers(context)),
    ];
    return found.length > 0
      ? found
      : [pass('no failed stack, log group, key, vectors or knowledge base remains without its stack')];
  },
};

async function failedStacks({ stacks, names, commands }: PreflightContext): Promise<readonly InspectionResult[]> {
  const statuses = await Promise.all(UNITS.map(async (unit) => [unit, await stacks.status(unit)] as const));
  return statuses.flatMap(([unit, status = '']) => {
    const text = `${names.stack(unit)} is in ${status}`;
    if (status === 'ROLLBACK_COMPLETE') {
      return [
        warn(`${text}: its creation failed`, {
          say: 'Deploy: the CDK deletes it and creates it again.',
          run: commands.cdk(`deploy ${commands.everything}`),
        }),
      ];
    }
    if (!['CREATE_FAILED', 'DELETE_FAILED', 'ROLLBACK_FAILED'].includes(status)) return [];
    return [
      fail(text, {
        say: 'Read its last events in the CloudFormation console, remove what they name, then delete the stack:',
        run: commands.cdk(`destroy ${commands.stack(unit)} --exclusively`),
      }),
    ];
  });
}

/** Log group of the deployment without its stack. */
interface LeftLogGroup {
  readonly name: string;
  readonly unit: Unit;
  /** ARN of the key that encrypts it. */
  readonly key: string | undefined;
}

async function leftLogGroups({ clients, names, stacks }: PreflightContext): Promise<readonly LeftLogGroup[]> {
  const prefix = `${names.logGroups}/`;
  const groups = await listFromAws(
    'logs:DescribeLogGroups',
    paginateDescribeLogGroups({ client: clients.logs }, { logGroupNamePrefix: prefix }),
    (page) => page.logGroups,
  );
  const found = groups.map(async ({ logGroupName: name = '', kmsKeyId: key }): Promise<readonly LeftLogGroup[]> => {
    const unit = LOG_GROUP_UNITS[name.slice(prefix.length)] ?? 'FineTuning';
    return (await stacks.exists(unit)) ? [] : [{ name, unit, key }];
  });
  return (await Promise.all(found)).flat();
}

const logGroupResult = ({ commands }: PreflightContext, { name, unit }: LeftLogGroup): InspectionResult =>
  fail(`log group ${name} remains from an earlier deployment, without its stack`, {
    say: `Import it into the stack, or delete it with all its logs: \`aws logs delete-log-group --log-group-name ${name}\``,
    run: commands.cdk(`import ${commands.stack(unit)}`),
  });

/** Its alias is deleted with the stack, so that the log groups tell which key it was. */
async function leftKeys({ stacks, commands }: PreflightContext, groups: readonly LeftLogGroup[]) {
  if (await stacks.exists('Foundation')) return [];
  const keys = new Set(groups.flatMap(({ key }) => key ?? []));
  return [...keys].map((key) =>
    warn(`key ${key} remains from an earlier deployment, without its stack`, {
      say: 'Import it before everything else, if you keep data: what it encrypts is readable only with it.',
      run: commands.cdk(`import ${commands.stack('Foundation')}`),
    }),
  );
}

/** Stack of each log group, by the last part of its name. */
const LOG_GROUP_UNITS: Readonly<Record<string, Unit | undefined>> = {
  'check-audio': 'Scribing',
  'flow-logs': 'Network',
  inference: 'Inference',
  ingestion: 'Asking',
  knowledge: 'Asking',
  'make-draft': 'Scribing',
  purge: 'Scribing',
};

async function keyAlias({ clients, names, stacks, commands }: PreflightContext) {
  if (await stacks.exists('Foundation')) return [];
  const aliases = await listFromAws(
    'kms:ListAliases',
    paginateListAliases({ client: clients.kms }, {}),
    ({ Aliases }) => Aliases,
  );
  if (!aliases.some(({ AliasName }) => AliasName === names.keyAlias)) return [];
  return [
    fail(`${names.keyAlias} remains from an earlier deployment, without its stack`, {
      say: `Import key and alias into the stack, or delete the alias, which keeps the key: \`aws kms delete-alias --alias-name ${names.keyAlias}\``,
      run: commands.cdk(`import ${commands.stack('Foundation')}`),
    }),
  ];
}

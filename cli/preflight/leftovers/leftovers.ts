import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateListAliases } from '@aws-sdk/client-kms';
import { UNITS } from '../../../domain/deployment/names';
import { listFromAws } from '../../aws/call-aws';
import type { Inspection, PreflightContext } from '../inspection';
import { fail, type InspectionResult, pass, warn } from '../inspection-result';

type Unit = (typeof UNITS)[number];

/**
 * Inspects if an earlier deployment left resources whose names the next one needs: stacks whose creation failed, and kept
 * log groups and keys. The bucket has an inspection of its own.
 */
export const LEFTOVERS_INSPECTION: Inspection = {
  id: 'leftovers',
  title: 'leftovers',
  inspect: async (context) => {
    const found = [...(await failedStacks(context)), ...(await logGroups(context)), ...(await keyAlias(context))];
    return found.length > 0 ? found : [pass('no failed stack, log group or key alias remains without its stack')];
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

async function logGroups({ clients, names, stacks, commands }: PreflightContext) {
  const prefix = `${names.logGroups}/`;
  const groups = await listFromAws(
    'logs:DescribeLogGroups',
    paginateDescribeLogGroups({ client: clients.logs }, { logGroupNamePrefix: prefix }),
    (page) => page.logGroups,
  );
  const results = groups.map(async ({ logGroupName: group = '' }): Promise<readonly InspectionResult[]> => {
    const unit = LOG_GROUP_UNITS[group.slice(prefix.length)] ?? 'FineTuning';
    if (await stacks.exists(unit)) return [];
    return [
      fail(`log group ${group} remains from an earlier deployment, without its stack`, {
        say: `Import it into the stack, or delete it with all its logs: \`aws logs delete-log-group --log-group-name ${group}\``,
        run: commands.cdk(`import ${commands.stack(unit)}`),
      }),
    ];
  });
  return (await Promise.all(results)).flat();
}

/** Stack of each log group, by the last part of its name. */
const LOG_GROUP_UNITS: Readonly<Record<string, Unit | undefined>> = { 'flow-logs': 'Network', inference: 'Inference' };

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

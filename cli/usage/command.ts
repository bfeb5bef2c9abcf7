import type { Command } from 'commander';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { metricModelId, pricedName, spendingModels } from '../../domain/deployment/spend/counted-models';
import { rowPrices } from '../../domain/deployment/spend/row-prices';
import { type TeamProfile, teamProfiles } from '../../domain/deployment/team-profiles';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import type { Prices } from '../../domain/prices/price';
import { PRICES } from '../../domain/prices/prices';
import { daysSince, isoDay, type Usage, usageOf } from '../../domain/usage/usage';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../app/deployments';
import { command, type Subcommand, usageError, wholeNumber } from '../command';
import { withOwnPrices } from '../cost/own-prices';
import { type Io, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { type TeamUse, type UsageReport, usageReport } from './usage-report';

/** More days than this are a report for the bill, not for metrics. */
const MOST_DAYS = 90;

const program = () =>
  command(
    'private-bedrock usage',
    'Prints tokens, requests and US dollars by model and day from CloudWatch, with a plot: of the whole account, and of the functions of a deployment.\nReads only: cloudwatch:ListMetrics, cloudwatch:GetMetricData, for teams also bedrock:ListInferenceProfiles.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--days <n>', `days, today included, at most ${MOST_DAYS}`, wholeNumber('--days', 1, MOST_DAYS), 7)
    .option('--prices <file>', 'file with your own prices, as for cost')
    .option('--json', 'print the report as JSON');

interface Options extends DeploymentFlags {
  readonly days: number;
  readonly prices?: string;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { days: count, prices: file, json, ...flags } = program.opts<Options>();
  if (count > MOST_DAYS) {
    throw usageError(
      'PB-TOKENS-001',
      `--days ${count} is more than ${MOST_DAYS}.`,
      'Read the bill for longer periods.',
    );
  }
  const { name: deployment, config } = deployedDeployment(flags, io);
  const now = new Date();
  const listed = { ...PRICES, ...rowPrices(config) };
  const prices = file ? withOwnPrices(listed, file, isoDay(now), io.cwd) : listed;
  // The SDK is loaded when the command line is known to be right.
  const [{ readCounts }, { readProfiles }] = await Promise.all([import('./read-usage'), import('./read-profiles')]);
  const profiles = await readProfiles(config.region, teamProfiles(deployment, config));
  const models = [
    ...spendingModels(config).map((reference) => metricModelId(reference, config.spend)),
    ...profiles.keys(),
  ];
  const place = { deployment, region: config.region, models };
  const { days, account, deployment: own } = await readCounts(place, count, now);
  const read = oldestRead(prices);
  const nameOf = (id: string) => priceName(profiles.get(id)?.model ?? id, config, prices);
  const used = usageOf(account, days, prices, nameOf);
  const report: UsageReport = {
    deployment,
    region: config.region,
    account: used,
    ...(config.teams && { teams: usesOfTeams(used, profiles) }),
    ofDeployment: usageOf(own, days, prices, nameOf),
    prices: { read, ageDays: daysSince(read, now) },
  };
  print(io, json ? JSON.stringify(report, null, 2) : usageReport(report, drawingFor(io.stdout)));
  return EXIT.ok;
}

/** Returns the use of each profile of a team. Calls around the profiles are in no team. */
const usesOfTeams = ({ models }: Usage, profiles: ReadonlyMap<string, TeamProfile>): readonly TeamUse[] =>
  models.flatMap((use) => {
    const { team, model } = profiles.get(use.modelId) ?? {};
    return team !== undefined && model !== undefined ? [{ team, model, use }] : [];
  });

/** Returns the day on which the oldest price of the table was read. */
const oldestRead = (prices: Prices): string =>
  Object.values(prices)
    .map(({ read }) => read)
    .sort()[0] ?? '';

/**
 * Returns the name under which a table has the price of a value of `ModelId`. An application profile without a price of its own
 * costs what it copies; the ARN of a model or of a system-defined profile ends with its id.
 */
function priceName(modelId: string, config: DeploymentConfig, prices: Prices): string {
  const reference = spendingModels(config).find((one) =>
    [metricModelId(one, config.spend), pricedName(one)].includes(modelId),
  );
  const name = reference && pricedName(reference);
  if (name !== undefined && prices[`${name} input`]) return name;
  if (typeof reference === 'object') return reference.copyFrom;
  return /:(?:foundation-model|inference-profile)\/(.+)$/.exec(modelId)?.[1] ?? modelId;
}

export const usageCommand: Subcommand = { program, run };

import type { Command } from 'commander';
import type { KnownLimits } from '../../domain/capacity/limits';
import { rowPrices } from '../../domain/deployment/spend/row-prices';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { PRICES } from '../../domain/prices/prices';
import { QUOTA_NAMES, QUOTAS } from '../../domain/quotas/quotas';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, plannedDeployment } from '../app/deployments';
import { command, type Subcommand } from '../command';
import { withOwnPrices } from '../cost/own-prices';
import { type Io, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { capacityOf } from './capacity';
import { amount, type CapacityFlags, demandOf, givenLimits, NUMBERS, RPS } from './capacity-flags';
import { capacityReport } from './capacity-report';

function program(): Command {
  const capacity = command(
    'private-bedrock capacity',
    'Says which limit a deployment meets first at a number of requests a second, simulates waits and throttling, and prints what to raise.\n' +
      'Needs no credentials: quotas are then dated defaults, or yours. With --account it reads those of the account.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .requiredOption('--rps <n>', 'requests a second', amount(RPS));
  for (const number of Object.values(NUMBERS)) {
    capacity.option(`${number.flag} <n>`, number.unit, amount(number), number.value);
  }
  return capacity
    .option(
      '--max-tokens <n>',
      'maxTokens of a request (default: twice --output)',
      amount({ flag: '--max-tokens', min: 1, max: 10_000_000 }),
    )
    .option('--share <model=percent...>', 'percent of the requests by model (default: all to the first)')
    .option('--tokens-per-minute <model=n...>', 'quota of tokens of a model')
    .option('--requests-per-minute <model=n...>', 'quota of requests of a model, if your account has one')
    .option('--quota <name=n...>', `another quota: ${QUOTA_NAMES.join(', ')}`)
    .option('--account', 'read the quotas of the account: ListServiceQuotas, GetServiceQuota, GetAccountSettings')
    .option('--prices <file>', 'file with your own prices, as for cost')
    .option('--json', 'print the report as JSON');
}

interface Options extends CapacityFlags, DeploymentFlags {
  readonly account?: true;
  readonly prices?: string;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { app, deployment, account, prices: file, json, ...flags } = program.opts<Options>();
  const { name, config } = plannedDeployment({ app, deployment }, io);
  const today = new Date().toISOString().slice(0, 10);
  const listed = { ...PRICES, ...rowPrices(config) };
  const prices = file ? withOwnPrices(listed, file, today, io.cwd) : listed;
  const demand = demandOf(flags, config);
  const given = givenLimits(flags, config);
  // The SDK is loaded only if it is used.
  const read = account ? await (await import('./account-limits')).accountLimits(config) : undefined;
  const known = read ? prefer(given, read) : given;
  const capacity = capacityOf(demand, config, known, { attempts: flags.attempts, prices });
  const place = { name, region: config.region, missing: read?.missing ?? [] };
  print(
    io,
    json
      ? JSON.stringify(
          { deployment: name, region: config.region, missing: place.missing, ...capacity, quotas: QUOTAS },
          null,
          2,
        )
      : capacityReport(place, capacity, drawingFor(io.stdout)),
  );
  return EXIT.ok;
}

/** Values of the command line win over the account, which wins over the row. */
function prefer(given: KnownLimits, account: KnownLimits): KnownLimits {
  const merged = <T extends KnownLimits[keyof KnownLimits]>(own: T, read: T): T => {
    const yours = Object.entries(own).filter(([, known]) => known?.origin === 'yours');
    return { ...own, ...read, ...Object.fromEntries(yours) };
  };
  return {
    quotas: merged(given.quotas, account.quotas),
    tokensPerMinute: merged(given.tokensPerMinute, account.tokensPerMinute),
    tokensPerDay: merged(given.tokensPerDay, account.tokensPerDay),
    requestsPerMinute: merged(given.requestsPerMinute, account.requestsPerMinute),
  };
}

export const capacityCommand: Subcommand = { program, run };

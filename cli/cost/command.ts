import type { Command } from 'commander';
import { EXIT } from '../../domain/operator-error';
import { PRICED_REGION } from '../../domain/prices/price';
import { PRICES } from '../../domain/prices/prices';
import { readAssembly } from '../app/assembly-folder';
import { APP_OPTION, assemblyOf } from '../app/deployments';
import { command, flagOf, type Subcommand, usageError } from '../command';
import { print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { type AssumptionFlags, assertModels, assumptionsOf, quantity } from './assumption-flags';
import { QUANTITIES, type Quantity } from './assumptions';
import { compare } from './compare';
import { comparisonReport } from './comparison-report';
import { costReport } from './cost-report';
import { estimate } from './estimate';
import { withOwnPrices } from './own-prices';

function program(): Command {
  const cost = command(
    'private-bedrock cost',
    'Estimates the monthly price of the resources in the templates. Needs no credentials and no network.\nPrices are for us-east-1, in a dated table. Resources without a price are listed, and in no sum.',
  )
    .option('--deployment <row...>', 'the deployments (default: that of cdk.json, or the only one)')
    .addOption(APP_OPTION)
    .option('--compare <folder>', 'assembly before a change: prints the cost of the change, as Markdown')
    .option('--prices <file>', 'file with your own prices, for example { "endpoint-hour": 0.011 }')
    .option('--json', 'print the estimate as JSON');
  for (const [name, { value, unit }] of Object.entries(QUANTITIES)) {
    cost.option(`${flagOf(name)} <n>`, `${unit} (default: ${value})`, quantity(name as Quantity));
  }
  return cost
    .option('--operations <name...>', 'operations in use (default: converse converseStream)')
    .option('--share <model=percent...>', 'percent of the requests by model (default: all to the first)')
    .option('--tokens <model=in/out...>', 'tokens per request of one model');
}

interface Flags extends AssumptionFlags {
  readonly deployment?: readonly string[];
  readonly app?: string;
  readonly compare?: string;
  readonly prices?: string;
  readonly json?: true;
}

export const costCommand: Subcommand = {
  program,
  run: (program, io) => {
    const { deployment = [undefined], app, compare: before, prices: file, json, ...flags } = program.opts<Flags>();
    if (before && deployment.length > 1) {
      throw usageError('PB-COST-004', '--compare takes one --deployment.');
    }
    const today = new Date().toISOString().slice(0, 10);
    const prices = file ? withOwnPrices(PRICES, file, today, io.cwd) : PRICES;
    const assumptions = assumptionsOf(flags);
    const settings = { assumptions, prices };
    const estimates = deployment.map((row) => estimate(assemblyOf({ app, deployment: row }, io), settings));
    assertModels(
      assumptions,
      estimates.flatMap(({ models }) => models.map(({ model }) => model)),
    );
    const say = (data: unknown, text: () => string) => print(io, json ? JSON.stringify(data, null, 2) : text());

    const [after] = estimates;
    if (before && after) {
      const comparison = compare(estimate(readAssembly(before, io.cwd), settings), after);
      say({ region: PRICED_REGION, assumptions, ...comparison }, () => comparisonReport(comparison));
    } else {
      const drawing = drawingFor(io.stdout);
      say({ region: PRICED_REGION, assumptions, estimates, prices }, () =>
        estimates.map((one) => costReport(one, assumptions, prices, drawing)).join('\n\n'),
      );
    }
    return EXIT.ok;
  },
};

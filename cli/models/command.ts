import { type Command, Option } from 'commander';
import { KINDS } from '../../domain/models/catalogue-model';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { type Offer, offersIn, REACHES, type Reach } from '../../domain/models/offers';
import { BEDROCK_REGIONS, otherPartitionOf } from '../../domain/models/regions';
import { nearest } from '../../domain/nearest';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { command, type Subcommand, usageError } from '../command';
import { type Io, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { offersJson, offersReport } from './offers-report';

const program = () =>
  command(
    'private-bedrock models',
    'Lists the models that a Region offers, each by the ids that `models` of a row can name, and where they answer.\n' +
      'Needs no credentials. With --account it compares the list with the account, and prints what to add to the row.',
  )
    .option('--region <region>', 'Region of the deployment (default: AWS_REGION)')
    .addOption(new Option('--kind <kind...>', 'only these kinds').choices(KINDS))
    .addOption(new Option('--reach <reach...>', 'only ids that answer there').choices(REACHES))
    .option('--model <text...>', 'only ids that contain one of these texts')
    .option(
      '--account',
      'compare with the account: reads ListFoundationModels, ListInferenceProfiles, GetInferenceProfile',
    )
    .option('--json', 'print the list as JSON');

interface Options {
  readonly region?: string;
  readonly kind?: readonly string[];
  readonly reach?: readonly Reach[];
  readonly model?: readonly string[];
  readonly account?: true;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { region: named, account, json, ...filters } = program.opts<Options>();
  const region = supported(named ?? io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION);
  const offers = offersIn(region, CATALOGUE).filter((offer) => matches(offer, filters));
  const comparison = account ? await compared(region, filters.model) : undefined;
  const drawing = drawingFor(io.stdout);
  print(
    io,
    json
      ? JSON.stringify({ ...offersJson(region, offers), ...(comparison && { account: comparison.json }) }, null, 2)
      : [offersReport(region, offers, drawing), ...(comparison ? [comparison.report(drawing)] : [])].join('\n\n'),
  );
  return EXIT.ok;
}

function supported(region: string | undefined): string {
  if (region === undefined) {
    throw usageError('PB-MODELS-001', 'No Region is named.', 'Add --region, such as --region eu-central-1.');
  }
  const partition = otherPartitionOf(region);
  if (partition) {
    throw usageError(
      'PB-MODELS-002',
      `${region} is a Region of ${partition}, which this project does not support.`,
      'Use a Region of the partition aws.',
    );
  }
  if (!BEDROCK_REGIONS.includes(region)) {
    const similar = nearest(region, BEDROCK_REGIONS, 3);
    throw usageError(
      'PB-MODELS-003',
      `'${region}' is not a Region with Amazon Bedrock.`,
      `Use one of: ${(similar.length > 0 ? similar : BEDROCK_REGIONS).join(', ')}.`,
    );
  }
  return region;
}

const matches = ({ id, reach, model }: Offer, { kind, reach: reaches, model: texts }: Options): boolean =>
  (kind?.includes(model.kind) ?? true) &&
  (reaches?.includes(reach) ?? true) &&
  (texts?.some((text) => id.includes(text)) ?? true);

/** Loads the SDK only for a comparison. */
async function compared(region: string, texts: readonly string[] = ['']) {
  const [{ accountOffers }, { compareOffers }, { comparisonReport }] = await Promise.all([
    import('./account-offers'),
    import('./compare-offers'),
    import('./comparison-report'),
  ]);
  const isAsked = (id: string) => texts.some((text) => id.includes(text));
  const json = compareOffers(region, await accountOffers(region), CATALOGUE, isAsked);
  return { json, report: (drawing: Parameters<typeof comparisonReport>[1]) => comparisonReport(json, drawing) };
}

export const modelsCommand: Subcommand = { program, run };

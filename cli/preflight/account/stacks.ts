import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Names } from '../../../domain/deployment/names';
import { ask, CallError } from './ask';
import type { Clients } from './clients';

/** The stacks of a deployment as CloudFormation knows them: what is ours already cannot be in our way. */
export class Stacks {
  private readonly asked = new Map<string, Promise<boolean>>();

  constructor(
    private readonly client: Clients['cloudFormation'],
    private readonly names: Names,
  ) {}

  /**
   * Whether the stack of this unit, such as `Storage`, is there.
   *
   * @throws CallError
   */
  exists(unit: string): Promise<boolean> {
    const known = this.asked.get(unit) ?? this.look(this.names.stack(unit));
    this.asked.set(unit, known);
    return known;
  }

  private async look(stackName: string): Promise<boolean> {
    try {
      const { Stacks: [stack] = [] } = await ask('cloudformation:DescribeStacks', () =>
        this.client.send(new DescribeStacksCommand({ StackName: stackName })),
      );
      return stack !== undefined && stack.StackStatus !== 'REVIEW_IN_PROGRESS';
    } catch (error) {
      // CloudFormation has no error of its own for it: "Stack with id … does not exist".
      if (error instanceof CallError && /does not exist/.test(error.message)) return false;
      throw error;
    }
  }
}

import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Names } from '../../../domain/deployment/names/names';
import { isEmptyStatus } from '../../../domain/deployment/stack-status';
import { findInAws } from '../../aws/call-aws';

/** Looks up the stacks of a deployment, each once for all inspections. Resources of an existing stack do not conflict. */
export class StackLookup {
  private readonly answers = new Map<string, Promise<string | undefined>>();

  constructor(
    private readonly client: CloudFormationClient,
    private readonly names: Names,
  ) {}

  /**
   * Returns true if the stack of this unit has resources. A creation that was rolled back has none.
   *
   * @param unit such as `Storage`
   * @throws OperatorError
   */
  async exists(unit: string): Promise<boolean> {
    const status = await this.status(unit);
    return status !== undefined && !isEmptyStatus(status);
  }

  /** Returns the status of the stack of this unit; undefined if there is none. @throws OperatorError */
  status(unit: string): Promise<string | undefined> {
    const answer = this.answers.get(unit) ?? this.find(this.names.stack(unit));
    this.answers.set(unit, answer);
    return answer;
  }

  private async find(stackName: string): Promise<string | undefined> {
    const { Stacks: [stack] = [] } =
      (await findInAws('cloudformation:DescribeStacks', () =>
        this.client.send(new DescribeStacksCommand({ StackName: stackName })),
      )) ?? {};
    return stack?.StackStatus;
  }
}

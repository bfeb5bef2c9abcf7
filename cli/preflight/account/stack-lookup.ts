import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Names } from '../../../domain/deployment/names';
import { findInAws } from '../../aws/call-aws';

/** Looks up the stacks of a deployment, each once for all inspections. Resources of an existing stack do not conflict. */
export class StackLookup {
  private readonly answers = new Map<string, Promise<boolean>>();

  constructor(
    private readonly client: CloudFormationClient,
    private readonly names: Names,
  ) {}

  /**
   * Returns true if the stack of this unit exists.
   *
   * @param unit such as `Storage`
   * @throws OperatorError
   */
  exists(unit: string): Promise<boolean> {
    const answer = this.answers.get(unit) ?? this.find(this.names.stack(unit));
    this.answers.set(unit, answer);
    return answer;
  }

  private async find(stackName: string): Promise<boolean> {
    const { Stacks: [stack] = [] } =
      (await findInAws('cloudformation:DescribeStacks', () =>
        this.client.send(new DescribeStacksCommand({ StackName: stackName })),
      )) ?? {};
    return stack !== undefined && stack.StackStatus !== 'REVIEW_IN_PROGRESS';
  }
}

import {
  type CloudFormationClient,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListExports,
  paginateListImports,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type { Names } from '../../domain/deployment/names/names';
import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import { UNITS } from '../../domain/deployment/names/units';
import { isEmptyStatus } from '../../domain/deployment/stack-status';
import { OperatorError } from '../../domain/operator-error';
import type { Template } from '../../domain/template/template';
import { callAws, listFromAws } from '../aws/call-aws';
import { parseTemplate } from '../check/parse-template';
import type { DeployedStack } from './stack-pair';

/** Reads the stacks of one deployment from CloudFormation. */
export class DeployedStacks {
  constructor(
    private readonly client: CloudFormationClient,
    private readonly names: Names,
  ) {}

  /** Returns every stack of the deployment, oldest first. @throws OperatorError */
  async read(): Promise<readonly DeployedStack[]> {
    const stacks = await listFromAws(
      'cloudformation:DescribeStacks',
      paginateDescribeStacks({ client: this.client }, {}),
      ({ Stacks }) => Stacks,
    );
    const ours = stacks
      .filter((stack) => isOf(this.names, stack))
      .sort((one, other) => Number(one.CreationTime) - Number(other.CreationTime));
    return Promise.all(ours.map((stack) => this.withTemplate(stack)));
  }

  /** Returns the exports of the Region, by the id of the stack that has them. */
  async exports(): Promise<ReadonlySet<string>> {
    const found = await listFromAws(
      'cloudformation:ListExports',
      paginateListExports({ client: this.client }, {}),
      ({ Exports }) => Exports,
    );
    return new Set(found.flatMap(({ Name }) => Name ?? []));
  }

  /** Returns the names of the stacks that import an export, also stacks of others. */
  async importers(name: string): Promise<readonly string[]> {
    try {
      return await listFromAws(
        'cloudformation:ListImports',
        paginateListImports({ client: this.client }, { ExportName: name }),
        ({ Imports }) => Imports,
      );
    } catch (error) {
      // CloudFormation answers with an error if there are none.
      if (error instanceof OperatorError && /is not imported by any stack/.test(error.message)) return [];
      throw error;
    }
  }

  /** Returns the physical ids of a stack's resources, by logical id. */
  async physicalIds(stackName: string): Promise<ReadonlyMap<string, string>> {
    const resources = await listFromAws(
      'cloudformation:ListStackResources',
      paginateListStackResources({ client: this.client }, { StackName: stackName }),
      ({ StackResourceSummaries }) => StackResourceSummaries,
    );
    return new Map(
      resources.flatMap(({ LogicalResourceId: id, PhysicalResourceId: name }) => (id && name ? [[id, name]] : [])),
    );
  }

  private async withTemplate({ StackName: name = '', StackStatus, EnableTerminationProtection }: Stack) {
    const status: string = StackStatus ?? '';
    const terminationProtection = EnableTerminationProtection ?? false;
    return { name, status, terminationProtection, template: await this.templateOf(name, status) };
  }

  private async templateOf(name: string, status: string): Promise<Template> {
    // What is left of the template describes resources that do not exist.
    if (isEmptyStatus(status)) return { Resources: {} };
    const { TemplateBody = '' } = await callAws('cloudformation:GetTemplate', () =>
      this.client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' })),
    );
    return readTemplate(name, TemplateBody);
  }
}

/**
 * The stack belongs to the deployment: by its tag, or, before stacks had tags, by the name of a unit. Another stack with
 * the same prefix belongs to somebody else.
 */
export function isOf(names: Names, { StackName = '', Tags = [] }: Pick<Stack, 'StackName' | 'Tags'>): boolean {
  const tag = Tags.find(({ Key }) => Key === DEPLOYMENT_TAG);
  if (tag) return tag.Value === names.deployment;
  return UNITS.some((unit) => names.stack(unit) === StackName);
}

/** The CDK writes JSON, except in `cdk import`, where it writes YAML. */
function readTemplate(stack: string, body: string): Template {
  try {
    return parseTemplate(`${stack}.${body.startsWith('{') ? 'json' : 'yaml'}`, body);
  } catch (error) {
    const unreadable = new OperatorError(
      'PB-PLAN-001',
      `The template of ${stack} cannot be read.`,
      'Deploy the stack once as it is now. Then plan again.',
      { cause: error },
    );
    throw unreadable;
  }
}

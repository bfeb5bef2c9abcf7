import { Aws, Stack, Tags } from 'aws-cdk-lib';
import { CfnApplicationInferenceProfile } from 'aws-cdk-lib/aws-bedrock';
import { Construct } from 'constructs';
import { TEAM_TAG } from '../../domain/deployment/names/tags';
import { type InvocableModel, invocableModel } from '../../domain/models/invocable-model';
import { CATALOGUE, type ModelCatalogue } from '../../domain/models/model-catalogue';

export interface TeamProfileProps {
  /** Name of 1 to 64 letters, digits and single hyphens; unique in account and Region. */
  readonly profileName: string;
  readonly team: string;
  /** Id of the model or system-defined profile that is copied. */
  readonly model: string;
  /**
   * Models that the row can name.
   *
   * @default - those of this project
   */
  readonly catalogue?: ModelCatalogue;
}

/**
 * Application inference profile of one team for one model. CloudWatch and the bill count its use apart: activate the tag
 * `private-bedrock:team` as a cost allocation tag.
 *
 * Source: Amazon Bedrock User Guide, "Create an application inference profile".
 *
 * @example
 * const profile = new TeamProfile(stack, 'Profile', {
 *   profileName: 'chat-search',
 *   team: 'search',
 *   model: 'amazon.nova-lite-v1:0',
 * });
 * grantInvoke(role, [profile.invocable]);
 */
export class TeamProfile extends Construct {
  /** Id, which ends the ARN. */
  readonly profileId: string;
  /** Profile with everything that an invocation of it touches. */
  readonly invocable: InvocableModel;

  constructor(scope: Construct, id: string, { profileName, team, model, catalogue = CATALOGUE }: TeamProfileProps) {
    super(scope, id);
    const { region, partition } = Stack.of(this);
    const environment = { region, account: Aws.ACCOUNT_ID, partition };
    // The first target is what is invoked: the profile, or the model itself.
    const [source] = invocableModel(model, environment, catalogue).targets;
    const profile = new CfnApplicationInferenceProfile(this, 'Resource', {
      inferenceProfileName: profileName,
      description: `Use of ${model} by the team ${team}`,
      modelSource: { copyFrom: source?.arn ?? model },
    });
    Tags.of(profile).add(TEAM_TAG, team);
    this.profileId = profile.attrInferenceProfileId;
    const arn = Stack.of(this).formatArn({
      ...{ service: 'bedrock', resource: 'application-inference-profile', resourceName: this.profileId },
    });
    const invocable = invocableModel({ applicationProfileArn: arn, copyFrom: model }, environment, catalogue);
    const name = `${team} ${model}`;
    this.invocable = {
      ...invocable,
      targets: invocable.targets.map((target) => (target.throughProfile ? { ...target, profileName: name } : target)),
    };
  }
}

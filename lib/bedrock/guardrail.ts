import { Stack } from 'aws-cdk-lib';
import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { GuardrailConfig } from '../../domain/guardrail/guardrail-config';
import { type GuardrailProfile, guardrailProfileOf } from '../../domain/guardrail/profiles';
import { acknowledge } from '../checks/acknowledge';
import { APPLY_GUARDRAIL_ACTIONS } from './actions';
import { type AppliedGuardrail, guardrailResources } from './grant-invoke';
import { defineGuardrail, fingerprint, type GuardrailDefinition } from './guardrail-definition';

export interface GuardrailProps extends GuardrailConfig {
  /** Name of 1 to 50 letters, digits, hyphens and underscores; unique in account and Region. */
  readonly name: string;
  /**
   * Encrypts topics and messages at rest. The role that deploys needs `kms:CreateGrant`, `kms:Decrypt`,
   * `kms:DescribeKey` and `kms:GenerateDataKey` on it. Source: Amazon Bedrock User Guide, guardrails-permissions-kms, read 2026-11-23.
   */
  readonly encryptionKey: kms.IKey;
}

/**
 * Guardrail with the strictest content filters, blocked secrets and masked personal data. Callers use a numbered version,
 * since the draft changes with every deployment.
 *
 * @example
 * const guardrail = new Guardrail(stack, 'Guardrail', { name: 'chat', encryptionKey: key });
 * grantInvoke(role, [model], { guardrail: guardrail.applied });
 * guardrail.grantDecrypt(role);
 */
export class Guardrail extends Construct {
  readonly guardrailArn: string;
  readonly guardrailId: string;
  private readonly encryptionKey: kms.IKey;
  private readonly definition: GuardrailDefinition;
  /** Profile of the standard tier. */
  private readonly profile: GuardrailProfile | undefined;

  constructor(scope: Construct, id: string, props: GuardrailProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    this.definition = defineGuardrail(props, region);
    this.profile = guardrailProfileOf(props, region);
    this.encryptionKey = props.encryptionKey;
    const guardrail = new CfnGuardrail(this, 'Resource', {
      ...this.definition,
      name: props.name,
      kmsKeyArn: props.encryptionKey.keyArn,
      ...(this.profile && { crossRegionConfig: { guardrailProfileArn: this.profileArn(this.profile.id, region) } }),
    });
    for (const { type, input, output } of props.contentFilters ?? []) {
      if (input !== 'NONE' || output !== 'NONE') continue;
      acknowledge(guardrail, {
        rule: 'PrivateBedrock-GUARD6',
        finding: `Content::${type}`,
        reason: `The row turns the filter ${type} off for prompts and answers: contentFilters says NONE for both.`,
      });
    }
    this.guardrailArn = guardrail.attrGuardrailArn;
    this.guardrailId = guardrail.attrGuardrailId;
  }

  /**
   * Makes a version in the stack of the function that sends it. A changed definition then deploys in this order: new
   * version, function that sends it, deletion of the old version. A value exported from another stack cannot change
   * while it is in use, and deleting a version too early would fail every request.
   *
   * @returns number of the version
   */
  addVersion(scope: Construct): string {
    // A version is a snapshot: a new description replaces it, which takes a new snapshot.
    return new CfnGuardrailVersion(scope, 'GuardrailVersion', {
      guardrailIdentifier: this.guardrailId,
      description: `Definition ${fingerprint(this.definition, this.profile?.id)}`,
    }).attrVersion;
  }

  /** Value of the option `guardrail` of `invokeStatements` and `grantInvoke`. */
  get applied(): AppliedGuardrail {
    const { id, destinations = [] } = this.profile ?? {};
    return {
      arn: this.guardrailArn,
      ...(id !== undefined && {
        profileArns: destinations.map((region) => this.profileArn(id, region)),
        regions: destinations,
      }),
    };
  }

  /**
   * Lets the grantee apply this guardrail to texts, on its own or as part of an invocation. The grantee may use the key
   * only through Bedrock and only with the encryption context of a guardrail.
   *
   * Sources, read 2026-11-23: Amazon Bedrock User Guide, guardrails-permissions-kms (`kms:Decrypt` for users);
   * AWS managed policy SageMakerStudioBedrockFlowServiceRolePolicy (the two conditions).
   */
  grantApply(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [...APPLY_GUARDRAIL_ACTIONS],
      resourceArns: guardrailResources(this.applied),
    }).combine(this.grantDecrypt(grantee));
  }

  /**
   * Lets the grantee decrypt the guardrail: Bedrock reads it with the caller's permissions. The part of `grantApply` that
   * `grantInvoke` does not include.
   */
  grantDecrypt(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['kms:Decrypt'],
      resourceArns: [this.encryptionKey.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': `bedrock.${Stack.of(this).region}.amazonaws.com` },
        Null: { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'false' },
      },
    });
  }

  /** A guardrail profile belongs to the account in each of its Regions. Source: User Guide, guardrail-profiles-permissions. */
  private profileArn(id: string, region: string): string {
    return Stack.of(this).formatArn({ service: 'bedrock', region, resource: 'guardrail-profile', resourceName: id });
  }
}

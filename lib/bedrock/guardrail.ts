import { Stack } from 'aws-cdk-lib';
import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { GuardrailConfig } from '../../domain/deployment/deployment';
import { APPLY_GUARDRAIL_ACTIONS } from './actions';
import type { AppliedGuardrail } from './grant-invoke';
import { fingerprint, type GuardrailDefinition, guardrailDefinition } from './guardrail-definition';

export interface GuardrailProps extends GuardrailConfig {
  /** 1 to 50 letters, digits, hyphens and underscores; unique in account and Region. */
  readonly name: string;
  /**
   * Encrypts topics and messages at rest. Whoever deploys needs `kms:CreateGrant`, `kms:Decrypt`, `kms:DescribeKey`
   * and `kms:GenerateDataKey` on it. Source: Amazon Bedrock User Guide, guardrails-permissions-kms, read 2026-11-23.
   */
  readonly encryptionKey: kms.IKey;
}

/** A guardrail. Callers name a version of it, never the draft: a draft changes under their feet. */
export class Guardrail extends Construct {
  readonly guardrailArn: string;
  readonly guardrailId: string;
  private readonly encryptionKey: kms.IKey;
  private readonly definition: GuardrailDefinition;

  constructor(scope: Construct, id: string, props: GuardrailProps) {
    super(scope, id);
    this.definition = guardrailDefinition(props);
    this.encryptionKey = props.encryptionKey;
    const guardrail = new CfnGuardrail(this, 'Resource', {
      ...this.definition,
      name: props.name,
      kmsKeyArn: props.encryptionKey.keyArn,
    });
    this.guardrailArn = guardrail.attrGuardrailArn;
    this.guardrailId = guardrail.attrGuardrailId;
  }

  /**
   * The version that a function sends, made in the function's own stack, so that a changed definition replaces it in
   * this order: new version, function that names it, old version gone. A value exported to another stack could not
   * change while it is in use, and a version deleted before the function knew would stop every request.
   *
   * @returns its number
   */
  newVersion(scope: Construct): string {
    // A version is a snapshot, taken when it is made: a new description replaces it, and so takes a new one.
    return new CfnGuardrailVersion(scope, 'GuardrailVersion', {
      guardrailIdentifier: this.guardrailId,
      description: `Definition ${fingerprint(this.definition)}`,
    }).attrVersion;
  }

  /** What `invokeStatements` and `grantInvoke` take as `guardrail`. */
  get applied(): AppliedGuardrail {
    return { arn: this.guardrailArn };
  }

  /**
   * Lets `grantee` have texts judged by this guardrail: alone, or as part of an invocation.
   * The key is opened to it for guardrails alone: through Bedrock, and with the encryption context of a guardrail.
   *
   * Sources, read 2026-11-23: Amazon Bedrock User Guide, guardrails-permissions-kms (`kms:Decrypt` for users);
   * AWS managed policy SageMakerStudioBedrockFlowServiceRolePolicy (the two conditions).
   */
  grantApply(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [...APPLY_GUARDRAIL_ACTIONS],
      resourceArns: [this.guardrailArn],
    }).combine(this.grantDecrypt(grantee));
  }

  /** Bedrock reads the guardrail with the caller's own right to the key: the part of `grantApply` that no policy on the model holds. */
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
}

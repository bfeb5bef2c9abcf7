import { Stack } from 'aws-cdk-lib';
import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { GuardrailConfig } from '../config/deployment';
import { APPLY_GUARDRAIL_ACTIONS } from './actions';
import type { AppliedGuardrail } from './grant-invoke';
import { fingerprint, guardrailDefinition } from './guardrail-definition';

export interface GuardrailProps extends GuardrailConfig {
  /** 1 to 50 letters, digits, hyphens and underscores; unique in account and Region. */
  readonly name: string;
  /**
   * Encrypts topics and messages at rest. Whoever deploys needs `kms:CreateGrant`, `kms:Decrypt`, `kms:DescribeKey`
   * and `kms:GenerateDataKey` on it. Source: Amazon Bedrock User Guide, guardrails-permissions-kms, read 2026-11-23.
   */
  readonly encryptionKey: kms.IKey;
}

/**
 * A guardrail and its newest version. Callers name the version, never the draft: a draft changes under their feet.
 */
export class Guardrail extends Construct {
  readonly guardrailArn: string;
  readonly guardrailId: string;
  /** A number that grows with every change of the definition. */
  readonly version: string;
  private readonly encryptionKey: kms.IKey;

  constructor(scope: Construct, id: string, props: GuardrailProps) {
    super(scope, id);
    const definition = guardrailDefinition(props);
    this.encryptionKey = props.encryptionKey;
    const guardrail = new CfnGuardrail(this, 'Resource', {
      ...definition,
      name: props.name,
      kmsKeyArn: props.encryptionKey.keyArn,
    });
    // A version is a snapshot, taken when it is made. A new description replaces it, and so takes a new one.
    // The old one goes once nothing names it: AWS keeps 20 versions at most, and retained ones would fill that up.
    const version = new CfnGuardrailVersion(this, 'Version', {
      guardrailIdentifier: guardrail.attrGuardrailId,
      description: `Definition ${fingerprint(definition)}`,
    });
    this.guardrailArn = guardrail.attrGuardrailArn;
    this.guardrailId = guardrail.attrGuardrailId;
    this.version = version.attrVersion;
  }

  /** What `invokeStatements` and `grantInvoke` take as `guardrail`. */
  get applied(): AppliedGuardrail {
    return { arn: this.guardrailArn, version: this.version };
  }

  /**
   * Lets `grantee` have texts judged by this guardrail: alone, or as part of an invocation.
   * The key is opened to it for guardrails alone: through Bedrock, and with the encryption context of a guardrail.
   *
   * Sources, read 2026-11-23: Amazon Bedrock User Guide, guardrails-permissions-kms (`kms:Decrypt` for users);
   * AWS managed policy SageMakerStudioBedrockFlowServiceRolePolicy (the two conditions).
   */
  grantApply(grantee: iam.IGrantable): iam.Grant {
    const { region } = Stack.of(this);
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [...APPLY_GUARDRAIL_ACTIONS],
      resourceArns: [this.guardrailArn],
    }).combine(
      iam.Grant.addToPrincipal({
        grantee,
        actions: ['kms:Decrypt'],
        resourceArns: [this.encryptionKey.keyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': `bedrock.${region}.amazonaws.com` },
          Null: { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'false' },
        },
      }),
    );
  }
}

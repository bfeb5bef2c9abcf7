/** Survivors that are no weaker than the original. */
export interface Explained {
  /** Names of the mutants. */
  readonly mutants: RegExp;
  /** Why nothing became weaker: something that can be looked up or tried. */
  readonly because: string;
}

/** An entry that explains no survivor is an error. */
export const EQUIVALENT: readonly Explained[] = [
  {
    mutants:
      /^(production|odd): ((condition key dropped|IfExists added): bedrock:GuardrailIdentifier of Invoke|condition dropped: InvokeModels in (Inference|Access))/,
    because:
      'DenyWithoutGuardrail in the same policy refuses every request without the guardrail; InvokeModels has no other condition. A mutant that drops that Deny is killed.',
  },
  {
    mutants: /: action widened to its verb: (bedrock:Apply|kms:Decryp|s3:Abort|aws-marketplace:Subscrib)\*/,
    because: 'No other action of AWS begins so (Service Authorization Reference).',
  },
  {
    mutants: /^production: action (taken out of|wildcard of) a Deny.*: s3:UpdateObject\* of RefuseOtherNetworks/,
    because: 'The only action that begins so, s3:UpdateObjectEncryption, is denied to everybody by RefuseReencryption.',
  },
  {
    mutants: /: policy attached to another role: .* in Access\/(ReaderOnlyMetadata|AdministratorLimits)/,
    because: 'The policy holds nothing but a Deny: whoever has it can do less.',
  },
  {
    mutants: /: network ACL that allows: /,
    because:
      'A subnet without an ACL of its own has the default one of the VPC, which lets everything through as well.',
  },
  {
    mutants: /: (principal of another account|another service) added: #\d sts:AssumeRole in (Access|Storage)\//,
    because:
      'The statement for Identity Center requires an aws:PrincipalArn of this account: a principal of another account has another one, a service has none.',
  },
  {
    mutants: /: IfExists added: aws:PrincipalArn of #\d sts:AssumeRole in Access\//,
    because: 'Every request of an IAM principal has aws:PrincipalArn, and the statement names no other principal.',
  },
];

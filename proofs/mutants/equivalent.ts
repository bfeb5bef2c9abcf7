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
      /^(production|odd): ((condition key dropped|IfExists added): bedrock:GuardrailIdentifier of Invoke|condition dropped: InvokeModels in (Asking|Inference|Access))/,
    because:
      'DenyWithoutGuardrail in the same policy refuses every request without the guardrail; InvokeModels has no other condition. A mutant that drops that Deny is killed.',
  },
  {
    mutants: /: action taken out of a Deny: s3:UpdateObject\* of RefuseOtherNetworks/,
    because: 'The only action that begins so, s3:UpdateObjectEncryption, is denied to everybody by RefuseReencryption.',
  },
  {
    mutants: /: network ACL that allows: /,
    because:
      'A subnet without an ACL of its own has the default one of the VPC, which lets everything through as well.',
  },
  {
    mutants:
      /: NotAction of a Deny extended: (bedrock:GetSession|s3:GetObject|events:PutEvents|states:GetExecutionHistory) of DenyAllElse in Foundation\/Boundary/,
    because:
      'The NotAction of DenyAllElse spares it already, by a wildcard; AtMost and the policies of the roles limit it.',
  },
  {
    mutants: /: model of another service allowed: .* of AtMost in Foundation\/Boundary/,
    because: 'DenyAllElse in the same policy denies it on everything. A mutant that drops that Deny is killed.',
  },
  {
    mutants: /: role renamed: no name in Asking\/(DocumentEventsRole|IngestionWorkflowRole)/,
    because: 'No policy names this role: CloudFormation gives it a name of its own.',
  },
];

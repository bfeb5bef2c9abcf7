/** Survivors that are no weaker than the original. */
export interface Explained {
  /** Names of the mutants. */
  readonly mutants: RegExp;
  /** Why nothing became weaker: something that can be looked up or tried. */
  readonly because: string;
  /** The run tries only some of these places, and may try none. @default false */
  readonly isRare?: true;
}

/** An entry that explains no survivor is an error, unless it is rare. */
export const EQUIVALENT: readonly Explained[] = [
  {
    mutants:
      /^(production|odd|library): ((condition key dropped|IfExists added): bedrock:GuardrailIdentifier of Invoke|condition dropped: InvokeModels in (Asking|Inference|Access))/,
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
    mutants:
      /: role renamed: no name in (Asking\/(DocumentEventsRole|IngestionWorkflowRole)|Scribing\/PurgingRole|Spend\/BreakerRole)/,
    because: 'No policy names this role: CloudFormation gives it a name of its own.',
  },
  {
    mutants:
      /: sensitive action added: .* in (Consultations\/ClinicalBoundary|Developer\/DeveloperBoundary|Spend\/SpendBoundary)/,
    because: 'DenyAllElse in the same policy denies it on everything. A mutant that drops that Deny is killed.',
    isRare: true,
  },
  {
    mutants:
      /: NotAction of a Deny extended: .* of (DenyAllElse|DenyOtherRegions) in (Consultations\/ClinicalBoundary|Developer\/DeveloperBoundary|Spend\/SpendBoundary)/,
    because:
      'A permissions boundary denies what it does not allow, and this one does not allow it; or the NotAction has it already.',
    isRare: true,
  },
  {
    mutants: /: IfExists added: aws:RequestTag\/private-bedrock:clinician of HandOnClinician/,
    because: 'StringLike in the same statement compares the same key, and fails without it.',
    isRare: true,
  },
  {
    mutants: /: IfExists added: aws:PrincipalArn of #\d sts:AssumeRole in Access\/\w+/,
    because: 'AWS sends aws:PrincipalArn with every request of a principal (IAM User Guide, "Global condition keys").',
    isRare: true,
  },
  {
    mutants: /: one more resource allowed: TrailWritesFiles in Consultations\/TrailFilesPolicy/,
    because: 'The further resource is AWSLogs/<account>/other, which the first one, AWSLogs/<account>/*, contains.',
    isRare: true,
  },
  {
    mutants: /: one more resource allowed: DeveloperServiceWrites in Developer\/(Prompts|Reports)Policy/,
    because: 'The further resource is <prefix>/other, which the first one, <prefix>/*, contains.',
    isRare: true,
  },
  {
    mutants: /: condition key dropped: aws:PrincipalArn of #\d sts:AssumeRole in Access\/Records/,
    because: 'The condition refuses the root user of the account, and the statement names one role.',
    isRare: true,
  },
  {
    mutants:
      /: old versions (deleted at once|kept for ever): .*(Consultations\/Patients|Developer\/(Prompts|Reports))$|: old versions deleted at once: Consultations\/Patients$/,
    because: 'The bucket has no versions. A mutant that gives it versions is killed.',
    isRare: true,
  },
  {
    mutants:
      /^account-copies: sensitive action added: bedrock:PutModelInvocationLoggingConfiguration of (ReadRetention|ReadSettings|SetRetention) /,
    because: 'Another statement of the same policy allows it: the workflow sets model invocation logging.',
    isRare: true,
  },
  {
    mutants: /^account-\w+: sensitive action added: states:StartExecution of Follow in Account\/Boundary/,
    because: 'The resource is an execution, which states:StartExecution does not take.',
    isRare: true,
  },
];

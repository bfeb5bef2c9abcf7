/** CloudFormation template, as `cdk synth` writes it: JSON, intrinsic functions included. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Rules?: Readonly<Record<string, TemplateRule>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  /** With their exports, to which imports of other stacks lead. @default - imports stay names */
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

/** Assertions that must hold before CloudFormation creates or updates the stack. */
export interface TemplateRule {
  readonly Assertions: readonly { readonly Assert: unknown; readonly AssertDescription?: string }[];
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  /** `aws:cdk:path` is the path of the construct. */
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Description?: string;
  /** Text, or an intrinsic function. */
  readonly Export?: { readonly Name: unknown };
}

/** Templates by stack id, the part of a finding's place before the logical id: `<deployment>/<unit>`. */
export type Templates = Readonly<Record<string, Template>>;

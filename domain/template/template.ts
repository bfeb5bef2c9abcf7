/** What of a CloudFormation template the rules read, as `cdk synth` writes it: JSON, intrinsic functions included. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  /** Where an import of another stack leads. @default - imports stay names */
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

interface TemplateOutput {
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
}

/** Stack id → its template. A stack id is what stands before the logical id where a finding is: `<deployment>/<unit>`. */
export type Templates = Readonly<Record<string, Template>>;

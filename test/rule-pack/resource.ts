import type { TemplateResource } from '../../domain/template/template';

export type Json = Readonly<Record<string, unknown>>;
export type Resources = Readonly<Record<string, TemplateResource>>;

/**
 * Verdict on the resource `It`: nothing of it to judge, nothing wrong with it, or the ids of its findings
 * (`''` for a rule that finds one kind of thing).
 */
export interface RuleCase {
  readonly rule: string;
  readonly says: 'compliant' | 'not-applicable' | readonly string[];
  readonly of: string;
  readonly resources: Resources;
}

export const resource = (Type: string, Properties: Json = {}): TemplateResource => ({ Type, Properties });

/** `It`, and what stands beside it. */
export const it = (type: string, properties: Json = {}, others: Resources = {}): Resources => ({
  It: resource(type, properties),
  ...others,
});

export const document = (...Statement: readonly Json[]) => ({ Version: '2012-10-17', Statement });
export const allow = (Action: unknown, Resource: unknown, Condition?: Json): Json => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
export const deny = (Action: unknown, Resource: unknown): Json => ({ Effect: 'Deny', Action, Resource });
export const admit = (Principal: unknown, Condition?: Json, Action: unknown = 'sts:AssumeRole'): Json => ({
  Effect: 'Allow',
  Principal,
  Action,
  Resource: '*',
  ...(Condition && { Condition }),
});

/** A managed policy with these statements. */
export const policy = (...statements: readonly Json[]): Resources =>
  it('AWS::IAM::ManagedPolicy', { PolicyDocument: document(...statements) });

/** A role with this trust. */
export const role = (trust: Json, more: Json = {}): Resources =>
  it('AWS::IAM::Role', { AssumeRolePolicyDocument: document(trust), ...more });

export const OURS = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
export const account = (rest: string) => ({
  'Fn::Join': ['', ['arn:aws:bedrock:us-east-1:', { Ref: 'AWS::AccountId' }, `:${rest}`]],
});

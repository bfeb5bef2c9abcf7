import { Intrinsics } from '../../domain/template/intrinsics';

/** A key of KMS, the longest ARN that this project refers to. */
const ANY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';

/** Every reference becomes text as long as its value. */
const RENDERED = new Intrinsics({
  parameter: (name) => (name === 'AWS::AccountId' ? '123456789012' : ANY_ARN),
  resource: () => ANY_ARN,
  exported: () => ({ stack: '', value: ANY_ARN }),
  condition: () => undefined,
  isKnown: () => true,
});

/** Returns the characters that AWS counts of a resolved policy document: without white space. */
export const lengthOfPolicy = (document: unknown): number => JSON.stringify(RENDERED.value(document, '')).length;

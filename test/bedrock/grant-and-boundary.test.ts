import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import fc from 'fast-check';
import { denyInvokeBeside } from '../../lib/bedrock/deny-invoke';
import { invokeStatements } from '../../lib/bedrock/grant-invoke';
import type { InvocableModel, InvokeTarget } from '../../lib/bedrock/invocable-model';
import { applicationProfile, everything, foundationModel, GUARDRAIL, INVOKE, json, NOVA_2, profile } from './examples';
import { isAllowed, isDenied } from './iam-evaluator';

describe('grant and boundary agree', () => {
  /** A model of the same id that is also allowed in its own Region, as a catalogue of tomorrow may have it. */
  const direct: InvocableModel = {
    kind: 'foundation-model',
    modelId: NOVA_2,
    targets: [{ arn: foundationModel('us-east-1', NOVA_2) }],
  };
  const candidates = [...everything, direct];
  const someModels = fc.subarray(candidates, { minLength: 1 });
  const anyTarget = fc.constantFrom(...candidates.flatMap(({ targets }) => targets));
  const anyProfile = fc.constantFrom(
    undefined,
    profile(`us.${NOVA_2}`),
    profile(`global.${NOVA_2}`),
    applicationProfile,
    profile('us.someone.else'),
  );

  const requestFor = ({ arn, requestedRegion }: InvokeTarget, throughProfile: string | undefined, action: string) => ({
    action,
    resource: arn,
    context: {
      'aws:RequestedRegion': requestedRegion ?? 'us-east-1',
      ...(throughProfile && { 'bedrock:InferenceProfileArn': throughProfile }),
    },
  });

  test.each(INVOKE)('%s is allowed by one and not denied by the other exactly when a target says so', (action) => {
    fc.assert(
      fc.property(someModels, anyTarget, anyProfile, (models, target, throughProfile) => {
        const request = requestFor(target, throughProfile, action);
        const meant = models
          .flatMap(({ targets }) => targets)
          .some(
            (allowed) =>
              allowed.arn === target.arn &&
              (allowed.throughProfile === undefined || allowed.throughProfile === throughProfile),
          );
        expect(isAllowed(json(invokeStatements(models)), request)).toBe(meant);
        expect(isDenied(json(denyInvokeBeside(models)), request)).toBe(!meant);
      }),
      { numRuns: 200 },
    );
  });

  test('a guardrail of another version, or none, is denied whatever the model', () => {
    fc.assert(
      fc.property(someModels, anyTarget, fc.constantFrom(undefined, '6', 'DRAFT'), (models, target, version) => {
        const statements = json(invokeStatements(models, { guardrail: GUARDRAIL }));
        const request = requestFor(target, target.throughProfile, 'bedrock:InvokeModel');
        const context = version
          ? { ...request.context, 'bedrock:GuardrailIdentifier': `${GUARDRAIL.arn}:${version}` }
          : request.context;
        expect(isAllowed(statements, { ...request, context })).toBe(false);
      }),
    );
  });

  test('no Allow holds a wildcard, and Sids are unique', () => {
    fc.assert(
      fc.property(someModels, (models) => {
        const statements = json([...invokeStatements(models, { guardrail: GUARDRAIL }), ...denyInvokeBeside(models)]);
        const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
        expect(JSON.stringify(allowed)).not.toContain('*');
        const sids = statements.map(({ Sid }) => Sid);
        expect(new Set(sids).size).toBe(sids.length);
        expect(sids.join('')).toMatch(/^[A-Za-z0-9]+$/);
      }),
    );
  });

  test('the boundary of all models of production fits into a managed policy', () => {
    const document = new PolicyDocument({ statements: denyInvokeBeside(everything) });
    expect(JSON.stringify(document.toJSON()).length).toBeLessThan(6144 / 2);
  });
});

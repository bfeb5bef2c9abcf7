import fc from 'fast-check';
import type { InvocableModel, InvokeTarget } from '../../domain/models/invocable-model';
import { BedrockPermissionsBoundary } from '../../lib/access/boundary/bedrock-permissions-boundary';
import { denyInvokeExcept } from '../../lib/bedrock/deny-invoke';
import { invokeStatements } from '../../lib/bedrock/grant-invoke';
import type { Statement } from '../../proofs/model/policy';
import {
  applicationProfile,
  everything,
  foundationModel,
  GUARDRAIL,
  INVOKE,
  json,
  NOVA_2,
  profile,
} from '../models/examples';
import { testStack } from '../support/synth';
import { isAllowed, isDenied } from './decisions';

describe('grant and boundary agree', () => {
  /** A model of the same id that is also allowed in its own Region, as a catalogue of tomorrow may have it. */
  const direct: InvocableModel = {
    kind: 'foundation-model',
    modelId: NOVA_2,
    targets: [{ arn: foundationModel('us-east-1', NOVA_2) }],
  };
  /** Region that the profile of the list may lead to one day, when AWS adds it. */
  const farther: InvocableModel = {
    kind: 'geographic-profile',
    modelId: `us.${NOVA_2}`,
    targets: [
      { arn: profile(`us.${NOVA_2}`) },
      { arn: foundationModel('eu-west-1', NOVA_2), throughProfile: profile(`us.${NOVA_2}`) },
    ],
  };
  const candidates = [...everything, direct];
  const someModels = fc.subarray(candidates, { minLength: 1 });
  const anyTarget = fc.constantFrom(...[...candidates, farther].flatMap(({ targets }) => targets));
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
      'aws:RequestedRegion': requestedRegion ?? arn.split(':')[3] ?? '',
      ...(throughProfile && { 'bedrock:InferenceProfileArn': throughProfile }),
    },
  });

  /** Statements of a boundary on invocations, its Regions included. */
  const stack = testStack();
  let boundaries = 0;
  const boundaryOf = (models: readonly InvocableModel[]): readonly Statement[] => {
    const props = { models, passableRolePrefix: 'AmazonBedrock' };
    const { document } = new BedrockPermissionsBoundary(stack, `Boundary${++boundaries}`, props);
    const { Statement: statements } = stack.resolve(document) as { Statement: readonly Statement[] };
    return statements.filter(({ Action }) => [Action].flat().some((action) => INVOKE.includes(String(action))));
  };

  const isMeant = (models: readonly InvocableModel[], target: InvokeTarget, throughProfile: string | undefined) =>
    models
      .flatMap(({ targets }) => targets)
      .some(
        (allowed) =>
          allowed.arn === target.arn &&
          (allowed.throughProfile === undefined || allowed.throughProfile === throughProfile),
      );

  test.each(INVOKE)('%s is allowed under the boundary exactly when a target says so', (action) => {
    fc.assert(
      fc.property(someModels, anyTarget, anyProfile, (models, target, throughProfile) => {
        const request = requestFor(target, throughProfile, action);
        const meant = isMeant(models, target, throughProfile);
        const grant = json(invokeStatements(models));
        expect(isAllowed(grant, request)).toBe(meant);
        expect(isAllowed([...grant, ...boundaryOf(models)], request)).toBe(meant);
      }),
      { numRuns: 200 },
    );
  });

  test.each(INVOKE)('%s: the boundary alone denies every model beside the list, at one of its ARNs', (action) => {
    const anyModel = fc.constantFrom(...candidates, farther);
    fc.assert(
      fc.property(someModels, anyModel, (models, { targets }) => {
        const boundary = boundaryOf(models);
        const denied = targets.some((target) => isDenied(boundary, requestFor(target, target.throughProfile, action)));
        expect(denied).toBe(!targets.every((target) => isMeant(models, target, target.throughProfile)));
      }),
      { numRuns: 200 },
    );
  });

  test('all that the boundary leaves to the grants: which profile of the list leads a model to which of its Regions', () => {
    fc.assert(
      fc.property(someModels, anyTarget, anyProfile, (models, target, throughProfile) => {
        const request = requestFor(target, throughProfile, 'bedrock:InvokeModel');
        if (isMeant(models, target, throughProfile) || isDenied(boundaryOf(models), request)) return;
        const behind = models.flatMap(({ targets }) => targets).filter((listed) => listed.throughProfile !== undefined);
        expect(behind.map((listed) => listed.throughProfile)).toContain(throughProfile);
        expect(behind.map(({ arn }) => arn.split('/')[1])).toContain(target.arn.split('/')[1]);
        expect([...behind.map(({ arn }) => arn.split(':')[3]), 'us-east-1']).toContain(target.arn.split(':')[3]);
      }),
      { numRuns: 400 },
    );
  });

  test('another guardrail, the draft of this one, or none, is denied whatever the model', () => {
    const others = [undefined, GUARDRAIL.arn, `${GUARDRAIL.arn}x:1`];
    fc.assert(
      fc.property(someModels, anyTarget, fc.constantFrom(...others), (models, target, carried) => {
        const statements = json(invokeStatements(models, { guardrail: GUARDRAIL }));
        const request = requestFor(target, target.throughProfile, 'bedrock:InvokeModel');
        const context = carried ? { ...request.context, 'bedrock:GuardrailIdentifier': carried } : request.context;
        expect(isAllowed(statements, { ...request, context })).toBe(false);
      }),
    );
  });

  test('no Allow holds a wildcard, and Sids are unique', () => {
    fc.assert(
      fc.property(someModels, (models) => {
        const statements = json([...invokeStatements(models, { guardrail: GUARDRAIL }), ...denyInvokeExcept(models)]);
        const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
        expect(JSON.stringify(allowed.map(({ Action, Resource }) => [Action, Resource]))).not.toContain('*');
        const sids = statements.map(({ Sid }) => Sid);
        expect(new Set(sids).size).toBe(sids.length);
        expect(sids.join('')).toMatch(/^[A-Za-z0-9]+$/);
      }),
    );
  });
});

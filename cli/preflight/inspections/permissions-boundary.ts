import { GetPolicyCommand } from '@aws-sdk/client-iam';
import { boundaryArn } from '../../../domain/deployment/config/organization-boundary';
import { DEFAULT_QUALIFIER } from '../../../domain/deployment/deployment-record';
import { findInAws } from '../../aws/call-aws';
import type { Inspection } from '../inspection';
import { fail, notApplicable, pass } from '../inspection-result';

/** Inspects the permissions boundary of the organization: IAM creates no role with a boundary that does not exist. */
export const PERMISSIONS_BOUNDARY_INSPECTION: Inspection = {
  id: 'permissions-boundary',
  title: 'boundary',
  inspect: async ({ clients: { iam }, config, caller: { account }, bootstrapQualifier }) => {
    const { permissionsBoundary, region } = config;
    if (!permissionsBoundary) return [notApplicable('no permissions boundary of an organization')];
    const qualifier = bootstrapQualifier ?? DEFAULT_QUALIFIER;
    const PolicyArn = boundaryArn(permissionsBoundary, { account, region, qualifier });
    const answer = await findInAws('iam:GetPolicy', () => iam.send(new GetPolicyCommand({ PolicyArn })));
    if (answer) return [pass(`${PolicyArn} exists. What it denies is not inspected`)];
    const say =
      'Ask the owner of the organization for its name, and correct permissionsBoundary of the row or the context.';
    return [
      fail(`${PolicyArn} does not exist`, { say, run: 'aws iam list-policies --scope Local --query Policies[].Arn' }),
    ];
  },
};

import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { ACCOUNT } from '../model/physical-ids';
import type { Subject } from '../proof';
import { ODD_ROWS } from '../rows/odd-rows';
import { subjectOfRow } from '../rows/subject-of-row';

/** A row that takes the paths that those of the table leave out: mutants are made of what only it has. */
export const ODD_ROW: DeploymentConfig = {
  region: 'us-east-1',
  keepData: true,
  models: ['amazon.nova-lite-v1:0', 'us.amazon.nova-2-lite-v1:0'],
  network: {
    vpcId: 'vpc-00000000',
    subnets: [
      { subnetId: 'subnet-0000000a', availabilityZone: 'us-east-1a', routeTableId: 'rtb-0000000a' },
      { subnetId: 'subnet-0000000b', availabilityZone: 'us-east-1b', routeTableId: 'rtb-0000000b' },
    ],
  },
  guardrail: { tier: 'standard', languages: ['Korean', 'English'] },
  trustedPrincipals: {
    principals: [`arn:aws:iam::${ACCOUNT}:role/team/a`, '444455556666'],
    permissionSets: ['Ai'],
    externalId: 'day-shift',
  },
  personas: {
    administrator: { trustedPrincipals: { permissionSets: ['Admins'] }, sessionHours: 2 },
    breakGlass: { trustedPrincipals: { principals: ['777788889999'], mfa: false, externalId: 'night-shift' } },
  },
  invokerCallsModels: true,
  applications: {
    principals: [`arn:aws:iam::${ACCOUNT}:role/web`],
    externalId: 'web',
    services: [{ service: 'ecs-tasks.amazonaws.com', sourceArn: `arn:aws:ecs:us-east-1:${ACCOUNT}:*` }],
    callModels: true,
  },
  fineTuning: { baseModels: ['amazon.nova-micro-v1:0'], vpcOnly: true, objectLockDays: 30 },
  knowledge: { vpcOnly: true, audiences: { board: ['board', 'finance'], staff: ['staff'] }, agent: {} },
};

const NOBODYS = 'A row of the proofs, which nobody deploys. Nobody reviews its bounds.';

/** The odd rows in the words of the page. */
export const ODD_ROW_WORDS: Readonly<Record<string, string>> = {
  odd: `${NOBODYS} It has what the rows above leave out, such as applications, audiences and an existing VPC.`,
  clinic: `${NOBODYS} It has HealthScribe with all of its settings.`,
  library: `${NOBODYS} It is watched, and has the breaker, teams and logs of developers.`,
};

/** Deployments whose bounds nobody has reviewed, so that these kill no mutant. */
export const oddSubjects = (): readonly Subject[] => [
  subjectOfRow('odd', ODD_ROW),
  subjectOfRow('clinic', ODD_ROWS.clinic as DeploymentConfig),
  subjectOfRow('library', ODD_ROWS.library as DeploymentConfig),
];

import type { ApplicationService, ApplicationsConfig } from '../../config/applications-config';
import {
  all,
  type Constraint,
  firstViolated,
  flag,
  isObject,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  type Validator,
  within,
} from '../../validation';
import {
  externalId,
  isAccount,
  isIdentityCenterRole,
  namesSomebody,
  principal,
  principalsIn,
} from './validate-principals';

/** An account would be every role in it, and a person is a persona. */
export const isOneApplication: Constraint<string> = {
  code: 'PB-CONFIG-089',
  holds: (value) => !isAccount(value) && !isIdentityCenterRole(value),
  message: (value) => (isAccount(value) ? 'is a whole account' : 'is a role of people, of IAM Identity Center'),
  remedy: (value) =>
    isAccount(value) ? 'Name the role of each application.' : 'Name its permission set under personas.invoker.',
};

/** Services that send no source when they assume a role, so that another customer's resource could not be told apart. */
const WITHOUT_SOURCE = ['ec2.amazonaws.com', 'lambda.amazonaws.com'];

const service = text(
  'a service principal',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-090',
      holds: (value) => /^[a-z0-9.-]+\.amazonaws\.com$/.test(value),
      message: 'is not a service principal such as ecs-tasks.amazonaws.com',
      remedy: 'Copy it from the documentation of the service.',
    },
    {
      code: 'PB-CONFIG-091',
      holds: (value) => !WITHOUT_SOURCE.includes(value),
      message: 'does not always name its resource when it assumes a role (the confused deputy problem)',
      remedy: 'Name the role of the instance or the function under applications.principals.',
    },
  ]),
);

const sourceArn = text(
  'an ARN',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-092',
      holds: (value) => /^arn:aws:[a-z0-9-]+:([a-z0-9-]+|\*)?:\d{12}:.+$/.test(value),
      message: 'is not the ARN of resources of one service and one account',
      remedy: "Write it as 'arn:aws:<service>:<region>:<12-digit account>:<resource>'; the resource may end with *.",
    },
  ]),
);

const applicationService = objectOf({ service, sourceArn } satisfies Record<keyof ApplicationService, Validator>, [
  'service',
  'sourceArn',
]);

/** Validates `applications` of a row. */
export const validateApplications: Validator = all(
  objectOf({
    principals: all(
      listOf(principal(isOneApplication), { min: 1, what: 'roles' }),
      noDuplicates('Name each role once.'),
    ),
    services: all(
      listOf(applicationService, { min: 1, what: 'services' }),
      noDuplicates('Name each source once.', (item) =>
        isObject(item) ? `${item.service} for ${item.sourceArn}` : item,
      ),
    ),
    externalId,
    callModels: flag('Omit it for false.'),
  } satisfies Record<keyof ApplicationsConfig, Validator>),
  namesSomebody('services'),
);

/** An application that should only invoke must not be able to become a persona. */
export const applicationsAreNoPersonas: Validator = (row, place) => {
  if (!isObject(row)) return [];
  const personas = isObject(row.personas) ? row.personas : {};
  const rules = [
    row.trustedPrincipals,
    ...Object.values(personas).map((persona) => (isObject(persona) ? persona.trustedPrincipals : undefined)),
  ];
  const people = new Set(rules.flatMap((rule) => principalsIn(rule, place)).map(([name]) => name));
  return principalsIn(row.applications, within(place, 'applications'))
    .filter(([name]) => people.has(name))
    .map(([name, at]) =>
      problem('PB-CONFIG-093', at, {
        value: name,
        message: 'is also in trustedPrincipals, so that it could do more than invoke',
        remedy: 'Name it once: an application here, a person there.',
      }),
    );
};

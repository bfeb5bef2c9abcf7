import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import type { Role } from '../../../model/system';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { becoming, MFA, PERSONAS, person, required } from './persona-trust';

/** Applications become the application role, and no persona. */
export function applicationTrust(world: World, role: Role): readonly Sentence[] {
  const { config, may, cannot, system } = world;
  const { principals = [], services = [], externalId } = config.applications ?? {};
  const needed = required({ ...(externalId !== undefined && { externalId }) });
  return [
    ...principals.flatMap((principal) => [
      may(person(principal, principal), 'may become the application role, without MFA', becoming(role, needed)),
      cannot(
        person('a role with a longer name', `${principal}x`),
        'cannot become the application role',
        becoming(role, { ...needed, ...MFA }),
      ),
      ...(externalId === undefined
        ? []
        : [
            cannot(
              person(principal, principal),
              'cannot become the application role without the external id of the row',
              becoming(role, {}, { 'sts:ExternalId': `${externalId}-2` }),
            ),
          ]),
      ...system.roles
        .filter(({ name }) => name in PERSONAS)
        .map((persona) =>
          cannot(person(principal, principal), `cannot become the ${persona.name}`, becoming(persona, {}, needed)),
        ),
    ]),
    ...services.flatMap(({ service, sourceArn }) => {
      const source = anyOf(sourceArn, world.region);
      const right = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': source };
      return [
        may(world.service(service), 'may become the application role, for us', becoming(role, right)),
        cannot(
          world.service(service),
          'cannot become the application role for another account or resource (confused deputy)',
          becoming(
            role,
            {},
            { 'aws:SourceAccount': ACCOUNT },
            { 'aws:SourceArn': source },
            { ...right, 'aws:SourceAccount': OTHER_ACCOUNT },
            { ...right, 'aws:SourceArn': source.replace(/\d{12}/, OTHER_ACCOUNT) },
            { ...right, 'aws:SourceArn': source.replace(/^arn:aws:[^:]+/, 'arn:aws:other') },
          ),
        ),
      ];
    }),
    ...[`role/Developer`, 'user/alice', 'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ai_0123456789abcdef'].map(
      (name) =>
        cannot(
          person('somebody whom the row does not name as an application', `arn:aws:iam::${ACCOUNT}:${name}`),
          'cannot become the application role, with or without MFA',
          becoming(role, needed, { ...needed, ...MFA }),
        ),
    ),
  ];
}

/** A resource that a pattern of the row names. */
function anyOf(pattern: string, region: string): string {
  const [arn = '', partition = '', service = '', place = '', account = '', ...resource] = pattern.split(':');
  const named = resource.join(':').replaceAll('*', 'x');
  return [arn, partition, service, place.replace('*', region), account, named].join(':');
}

import { AUDIENCE_TAG } from '../../../../domain/deployment/names/tags';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { ASKING, audiencesOf, carriesAudience } from '../../parts/knowledge';
import { actions, carrying, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { bounded } from '../access/boundary';
import { admitted, person, ruleOf } from '../access/persona-trust';

const OWN = `aws:PrincipalTag/${AUDIENCE_TAG}`;
const ASKED = `aws:RequestTag/${AUDIENCE_TAG}`;

/** Ways to change the code, the groups or the callers of an audience, and to read its groups. */
const CHANGES = [
  ...['AddPermission', 'CreateAlias', 'DeleteAlias', 'GetFunction', 'GetFunctionConfiguration', 'PublishVersion'],
  ...['PutFunctionEventInvokeConfig', 'UpdateAlias', 'UpdateFunctionCode', 'UpdateFunctionConfiguration'],
].map((name) => `lambda:${name}`);

const invoke = actions('lambda:InvokeFunction');

/** An audience that no row can have: tags can have more characters than aliases. */
const strange = (audience: string) => [undefined, '', '1', 'everyone', audience.toUpperCase(), `${audience} `];

/** Calls of the alias of an audience with another tag, or without one. */
const asAnother = (fn: string, audience: string, audiences: readonly string[]) =>
  each(
    invoke,
    on(`${fn}:${audience}`),
    key(OWN, ...strange(audience), ...audiences.filter((other) => other !== audience)),
  );

/** Rights to ask as an audience: a session asks by the alias of the function that its tag names. */
export function audienceSentences(world: World): readonly Sentence[] {
  return audiencesOf(world.config).length === 0
    ? []
    : [
        ...ASKING.filter((name) => world.has(name)).flatMap((name) => ofAsking(world, name)),
        ...ofOthers(world),
        ...(world.isBounded ? bounded(world).flatMap((who) => ofBoundary(world, who)) : []),
        ...ASKING.filter((name) => carriesAudience(world.config, name)).flatMap((name) => ofTrust(world, name)),
      ];
}

/** The right of an invoker or an application, by its own policy. */
export function ofAsking(world: World, name: string): readonly Sentence[] {
  const { may, cannot, config } = world;
  const who = world.role(name);
  const fn = world.fn('Asking/Knowledge');
  const audiences = audiencesOf(config);
  return [
    may(
      who,
      'asks for unrestricted documents, whatever its audience',
      each(invoke, on(fn), key(OWN, undefined, ...audiences)),
    ),
    ...audiences.flatMap((audience) => [
      may(
        who,
        `asks as the audience ${audience} with its tag`,
        each(invoke, on(`${fn}:${audience}`), key(OWN, audience)),
      ),
      cannot(
        who,
        `cannot ask as the audience ${audience} with another tag or without one`,
        asAnother(fn, audience, audiences),
      ),
    ]),
    cannot(
      who,
      'cannot look into an alias, move it, or change what its audience sees',
      audiences.flatMap((audience) => each(actions(...CHANGES), on(fn, `${fn}:${audience}`), key(OWN, audience))),
    ),
    cannot(who, 'cannot call a version of the function, nor an alias of another one, as any audience', [
      ...each(
        invoke,
        on(`${fn}:1`, `${fn}:2`, `${fn}:$LATEST`, `${fn}:everyone`),
        key(OWN, ...audiences, '1', 'everyone'),
      ),
      ...audiences.flatMap((audience) =>
        each(
          invoke,
          on(
            ...[world.fn('Inference'), world.fn('Asking/Delegated'), `${fn}-other`].map((one) => `${one}:${audience}`),
          ),
          key(OWN, audience),
        ),
      ),
    ]),
  ];
}

/** Every other role, the administrator among them. */
function ofOthers(world: World): readonly Sentence[] {
  const { cannot, config, system } = world;
  const fn = world.fn('Asking/Knowledge');
  const asks = audiencesOf(config).flatMap((audience) =>
    each(invoke, on(`${fn}:${audience}`, fn), key(OWN, audience, undefined)),
  );
  return system.roles
    .filter(({ name }) => !ASKING.includes(name))
    .map(({ name }) => cannot(world.role(name), 'cannot ask documents as any audience', asks));
}

/** Denials of the boundary alone. */
function ofBoundary(world: World, who: ReturnType<typeof bounded>[number]): readonly Sentence[] {
  const { cannot, may, never, config, system } = world;
  const fn = world.fn('Asking/Knowledge');
  const audiences = audiencesOf(config);
  const roles = system.roles.map(({ arn }) => arn);
  return [
    ...audiences.flatMap((audience) => [
      may(who, `is not kept from asking as the audience ${audience} with its tag`, [
        ...each(invoke, on(`${fn}:${audience}`), key(OWN, audience)),
      ]),
      cannot(
        who,
        `cannot ask as the audience ${audience} with another tag or without one`,
        asAnother(fn, audience, audiences),
      ),
    ]),
    never(who, 'cannot give an audience to anybody: by a tag of a role or a user, or by a session', [
      ...each(
        actions('iam:TagRole', 'iam:UntagRole', 'iam:UpdateAssumeRolePolicy'),
        on(...roles),
        key(ASKED, undefined),
      ),
      ...each(actions('iam:TagUser', 'iam:UntagUser'), on(`arn:aws:iam::${ACCOUNT}:user/alice`)),
      ...each(actions('sts:AssumeRole', 'sts:TagSession'), on(...roles)),
    ]),
    cannot(who, 'cannot move an alias, publish a version, or change what an audience sees', [
      ...each(actions(...CHANGES), on(fn)),
    ]),
  ];
}

/** Callers of a role hand on their own audience, and choose none. */
function ofTrust(world: World, name: string): readonly Sentence[] {
  const { may, cannot, config } = world;
  const role = world.role(name);
  const audiences = audiencesOf(config);
  const tagging = (...contexts: readonly Question['context'][]) =>
    each(actions('sts:TagSession'), on(role.arn), carrying(...contexts));
  const application = config.applications?.principals?.[0] ?? '';
  const caller =
    name === 'application role' ? person('an application of the row', application) : admitted(config, role);
  const handsOn = (own: string | undefined, asked: string, ...more: readonly string[]) => ({
    [OWN]: own,
    [ASKED]: asked,
    'aws:TagKeys': [AUDIENCE_TAG, ...more],
  });
  const isNamed = ruleOf(config, role)?.principals?.some((principal) => principal.includes(OTHER_ACCOUNT));
  return [
    ...audiences.map((audience) =>
      may(
        caller,
        `hands on its audience ${audience} to a session of the ${name}`,
        tagging(handsOn(audience, audience)),
      ),
    ),
    ...audiences.flatMap((audience) => [
      cannot(caller, `cannot choose the audience ${audience} for a session of the ${name}`, [
        ...strange(audience).flatMap((own) => tagging(handsOn(own, audience))),
        ...audiences.filter((other) => other !== audience).flatMap((other) => tagging(handsOn(other, audience))),
      ]),
      cannot(caller, `cannot hand on another tag to a session of the ${name}`, [
        ...tagging(handsOn(audience, audience, 'team')),
        ...tagging({ [OWN]: audience, 'aws:RequestTag/team': audience, 'aws:TagKeys': ['team'] }),
        ...tagging({ [OWN]: audience }),
      ]),
      ...(isNamed
        ? []
        : [
            cannot(
              world.stranger,
              `cannot hand on an audience to a session of the ${name}`,
              tagging(handsOn(audience, audience)),
            ),
          ]),
    ]),
  ];
}

import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { teamRole } from '../../../model/role-words';
import { actions, carrying, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE, otherGuardrails } from '../access/boundary';

/** Ways to change what an alias does, or to look into it. */
const CHANGES = [
  ...['AddPermission', 'CreateAlias', 'DeleteAlias', 'GetFunction', 'GetFunctionConfiguration', 'PublishVersion'],
  ...['UpdateAlias', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'InvokeFunctionUrl'],
].map((name) => `lambda:${name}`);

const invoke = actions('lambda:InvokeFunction');

/** Rights of teams: each calls by its own alias, and nobody but the function invokes its profiles. */
export function teamSentences(world: World): readonly Sentence[] {
  const names = (world.config.teams ?? []).map(({ name }) => name);
  return names.length === 0
    ? []
    : [...names.flatMap((team) => ofTeam(world, team, names)), ...ofFunction(world), ...ofOthers(world, names)];
}

const carriedIn = ({ guardrail }: World) =>
  guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];

function ofTeam(world: World, team: string, teams: readonly string[]): readonly Sentence[] {
  const { may, cannot, calls, teamCalls } = world;
  const who = world.role(teamRole(team));
  const fn = world.fn('Inference');
  const alias = `${fn}:${team}`;
  return [
    may(who, 'invokes the inference function by its own alias', each(invoke, on(alias))),
    cannot(
      who,
      'cannot invoke it as another team, as no team, or by a version',
      each(
        invoke,
        on(
          fn,
          `${fn}:1`,
          `${fn}:$LATEST`,
          `${alias}x`,
          ...teams.filter((one) => one !== team).map((one) => `${fn}:${one}`),
        ),
      ),
    ),
    cannot(
      who,
      'cannot invoke another function, of this account or another',
      each(
        invoke,
        on(
          ...[world.fn('FineTuning'), world.fn('Asking/Knowledge'), `${fn}-other`].flatMap((one) => [
            one,
            `${one}:${team}`,
          ]),
          alias.replace(ACCOUNT, OTHER_ACCOUNT),
        ),
      ),
    ),
    cannot(
      who,
      'cannot invoke a model without the function, nor a profile of any team',
      each(actions(...INVOKE), [...calls, ...teamCalls], carriedIn(world)),
    ),
    cannot(
      who,
      'cannot make, change or delete a profile, nor see one',
      each(
        actions(
          ...['CreateInferenceProfile', 'DeleteInferenceProfile', 'GetInferenceProfile', 'ListInferenceProfiles'].map(
            (name) => `bedrock:${name}`,
          ),
          ...['bedrock:TagResource', 'bedrock:UntagResource'],
        ),
      ),
    ),
    cannot(
      who,
      'cannot look into the function, move an alias, or change what it does',
      each(actions(...CHANGES), on(fn, alias)),
    ),
  ];
}

/** The function uses the profiles with the guardrail, as it uses models. Its table says what else it can invoke: nothing. */
function ofFunction(world: World): readonly Sentence[] {
  const { may, never, guardrail, teamCalls } = world;
  const who = world.role('inference function');
  return [
    may(who, 'invokes the profile of each team for each model', each(actions(...INVOKE), teamCalls, carriedIn(world))),
    ...(guardrail
      ? [
          never(
            who,
            'cannot invoke a profile without the guardrail, whatever else it is given',
            each(actions(...INVOKE), teamCalls, otherGuardrails(guardrail)),
          ),
        ]
      : []),
  ];
}

/** Roles that can invoke the profile of a team: the function, and the administrator, whom the boundary alone limits. */
const INVOKING: readonly string[] = ['inference function', 'administrator'];

/** Limits of every other role: none spends for a team. */
function ofOthers(world: World, names: readonly string[]): readonly Sentence[] {
  const { cannot, system, teamCalls } = world;
  const fn = world.fn('Inference');
  const ofTeams = names.map(teamRole);
  const profiles = teamCalls.filter(({ resource }) => resource.includes(':application-inference-profile/'));
  return system.roles
    .filter(({ name }) => !ofTeams.includes(name))
    .flatMap(({ name }) => {
      const who = world.role(name);
      return [
        cannot(who, 'cannot invoke the inference function as a team', [
          ...each(invoke, on(...names.map((team) => `${fn}:${team}`))),
        ]),
        ...(INVOKING.includes(name)
          ? []
          : [cannot(who, 'cannot invoke the profile of a team', each(actions(...INVOKE), profiles, carriedIn(world)))]),
      ];
    });
}

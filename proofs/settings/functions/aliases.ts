import { audiencesOf } from '../../decisions/parts/knowledge';
import { type Context, holds, isOneOf, never, type Settings, same, words } from '../setting';

const teamsOf = ({ teams = [] }: Context['config']): readonly string[] => teams.map(({ name }) => name);

/** Aliases of a row: audiences of the knowledge function, teams of the inference function. */
export const aliasesOf = (config: Context['config']): readonly string[] => [...audiencesOf(config), ...teamsOf(config)];

const isOfTeams = ({ placed }: Pick<Context, 'placed'>): boolean => placed.at.includes('/Inference/');

/** Requirements on aliases and the versions that they lead to. */
export const ALIASES: Readonly<Record<string, Settings>> = {
  'AWS::Lambda::Alias': {
    Description: words,
    FunctionName: holds(
      'an audience is an alias of the knowledge function, a team one of the inference function',
      (value, context) =>
        same(value, `private-bedrock-${context.deployment}-${isOfTeams(context) ? 'inference' : 'knowledge'}`),
    ),
    FunctionVersion: holds(
      'an alias leads to the version that is deployed',
      isOneOf('AWS::Lambda::Version', 'Version'),
    ),
    Name: holds('each alias is an audience or a team of the row', (value, context) =>
      (isOfTeams(context) ? teamsOf(context.config) : audiencesOf(context.config)).includes(String(value)),
    ),
    ProvisionedConcurrencyConfig: { free: 'a matter of price' },
    RoutingConfig: never('an alias leads to one version only'),
  },
  'AWS::Lambda::Version': {
    CodeSha256: { free: 'the version is of the function of its template' },
    Description: words,
    FunctionName: holds('a version is one of the knowledge function, or of that for teams', (value, context) =>
      same(value, `private-bedrock-${context.deployment}-${isOfTeams(context) ? 'inference' : 'knowledge'}`),
    ),
    FunctionScalingConfig: { free: 'a matter of price' },
    ProvisionedConcurrencyConfig: { free: 'a matter of price' },
    RuntimePolicy: never('the version runs on the runtime of its function'),
  },
};

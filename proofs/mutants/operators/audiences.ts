import type { Operator } from '../mutant';
import { onResources } from '../resources';
import { many, onStatements } from '../statements';

const ALIAS = 'AWS::Lambda::Alias';
const FUNCTION = 'AWS::Lambda::Function';
const PROFILE = 'AWS::Bedrock::ApplicationInferenceProfile';
const OWN = 'aws:PrincipalTag/private-bedrock:audience';

/** Environment of a function in which a variable changes as a text. */
const variable = (kind: string, name: string, change: (text: string) => string): Operator =>
  onResources(kind, FUNCTION, ({ Environment }) => {
    const { Variables = {} } = (Environment ?? {}) as { readonly Variables?: Readonly<Record<string, unknown>> };
    const text = Variables[name];
    return typeof text === 'string' ? [{ path: ['Environment', 'Variables', name], to: change(text) }] : [];
  });

/** Changes by which a session would see documents of another audience, or choose its own. */
export const AUDIENCES: readonly Operator[] = [
  onStatements('alias called by the tag of another audience', ({ Condition, ...statement }) =>
    Condition?.StringEquals?.[OWN] === undefined
      ? []
      : [{ statement: { ...statement, Condition: { ...Condition, StringEquals: { [OWN]: 'somebody-else' } } } }],
  ),
  onStatements('audience chosen by the caller', ({ Condition, ...statement }) =>
    many(statement.Action).includes('sts:TagSession')
      ? [
          {
            what: 'any value',
            statement: { ...statement, Condition: { ...Condition, StringEquals: {}, Null: { [OWN]: 'false' } } },
          },
          { what: 'one value', statement: { ...statement, Condition: { ...Condition, StringEquals: {} } } },
        ]
      : [],
  ),
  onStatements('boundary spares every alias', ({ Sid, Resource, ...statement }) =>
    Sid === 'AskAsOneself'
      ? [
          {
            statement: {
              ...statement,
              Sid,
              Resource: JSON.parse(JSON.stringify(Resource).replace(/\$\{aws:[^}]+\}/, '*')),
            },
          },
        ]
      : [],
  ),
  onResources('alias of another name', ALIAS, () => [{ path: ['Name'], to: 'everyone-else' }]),
  onResources('alias that leads elsewhere', ALIAS, () => [
    { what: 'what can be changed', path: ['FunctionVersion'], to: '$LATEST' },
    { what: 'another function', path: ['FunctionName'], to: 'private-bedrock-other-knowledge' },
    {
      what: 'a part of the calls',
      path: ['RoutingConfig'],
      to: { AdditionalVersionWeights: [{ FunctionVersion: '7', FunctionWeight: 0.1 }] },
    },
  ]),
  onResources('team served as another', FUNCTION, ({ Environment }) => {
    const { Variables = {} } = (Environment ?? {}) as { readonly Variables?: Readonly<Record<string, unknown>> };
    const path = ['Environment', 'Variables', 'TEAMS'];
    return Variables.TEAMS === undefined
      ? []
      : [
          { what: 'no team', path },
          { what: 'by models', path, to: '{"search":["amazon.nova-lite-v1:0"]}' },
        ];
  }),
  onResources('profile that counts for another', PROFILE, () => [
    {
      what: 'model',
      path: ['ModelSource', 'CopyFrom'],
      to: 'arn:aws:bedrock:us-east-1::foundation-model/another.model',
    },
    { what: 'tag', path: ['Tags'] },
    { what: 'name', path: ['InferenceProfileName'], to: 'another' },
  ]),
  variable('audience that sees more groups', 'AUDIENCES', (text) => text.replace(/\[/, '["somebody",')),
  variable('audience that no row has', 'AUDIENCES', (text) => text.replace(/\}$/, ',"guests":["board"]}')),
  variable('group that no audience has', 'GROUPS', (text) => text.replace(/\]$/, ',"guests"]')),
];

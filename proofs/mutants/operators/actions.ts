import type { Operator } from '../mutant';
import { OTHER_MODELS, RARE_ACTIONS, SENSITIVE_ACTIONS } from '../others';
import { type Edit, many, onFirstStatements, onStatements, type RawStatement } from '../statements';

const serviceOf = (action: unknown) => String(action).split(':')[0] ?? '';
const servicesOf = ({ Action }: RawStatement) =>
  [...new Set(many(Action).map(serviceOf))].filter((name) => name !== '*');

/** On a resource, all actions of its service are all there are. */
const isAll = ({ Principal, Action }: RawStatement) =>
  Principal !== undefined && many(Action).every((action) => String(action).endsWith(':*'));

const isAllow = ({ Effect, Action }: RawStatement) => Effect === 'Allow' && Action !== undefined;

const matches = (pattern: unknown, action: string) =>
  new RegExp(`^${String(pattern).replaceAll('*', '.*')}$`, 'i').test(action);

/** `s3:GetObject` → `s3:Get*`: the first word of a name in capitals and small letters. */
const prefixOf = (action: string) => action.replace(/:([A-Z][a-z]+).+$/, ':$1*');

/** The last two different letters change places: `DeleteGuardrail` → `DeleteGuardrial`. */
const misspelt = (action: unknown) => String(action).replace(/([a-z])(?!\1)([a-z])(\w?\**)$/, '$2$1$3');

/** From everything to a single action that hardly anybody knows. */
const SPARED = [
  ...['*', 'bedrock:*', 'bedrock:GetSession', 'bedrock:CreateCustomModel', 's3:GetObject', 'kms:Decrypt'],
  ...['events:PutEvents', 'ec2:CreateTags', 'states:GetExecutionHistory', 'xray:PutTraceSegments'],
];

export const ACTIONS: readonly Operator[] = [
  onFirstStatements('action widened to *', (statement) =>
    isAllow(statement) && !isAll(statement) ? [{ statement: { ...statement, Action: '*' } }] : [],
  ),
  onFirstStatements('action widened to a whole service', (statement) =>
    isAllow(statement)
      ? servicesOf(statement)
          .filter((service) => !many(statement.Action).includes(`${service}:*`))
          .map(
            (service): Edit => ({
              what: service,
              statement: { ...statement, Action: [...many(statement.Action), `${service}:*`] },
            }),
          )
      : [],
  ),
  onFirstStatements('action widened to its verb', (statement) => {
    if (!isAllow(statement)) return [];
    const [first] = many(statement.Action)
      .map(String)
      .filter((action) => prefixOf(action) !== action && !action.includes('*'));
    if (first === undefined) return [];
    const others = many(statement.Action).filter((action) => action !== first);
    return [{ what: prefixOf(first), statement: { ...statement, Action: [...others, prefixOf(first)] } }];
  }),
  onStatements('sensitive action added', (statement) => {
    if (!isAllow(statement)) return [];
    return servicesOf(statement).flatMap((service) => {
      const known = SENSITIVE_ACTIONS[service];
      if (!known) throw new Error(`mutants/others.ts: name a sensitive action of ${service}`);
      const added = known.find((action) => !many(statement.Action).some((pattern) => matches(pattern, action)));
      return added ? [{ what: added, statement: { ...statement, Action: [...many(statement.Action), added] } }] : [];
    });
  }),
  onFirstStatements('model of another service allowed', (statement) =>
    isAllow(statement) && servicesOf(statement).includes('bedrock')
      ? OTHER_MODELS.map((action) => ({
          what: action,
          statement: { ...statement, Action: [...many(statement.Action), action] },
        }))
      : [],
  ),
  onFirstStatements('everything but one action allowed', ({ Action, ...others }) =>
    others.Effect === 'Allow' && Action !== undefined && !isAll({ ...others, Action })
      ? [{ statement: { ...others, NotAction: 'iam:CreateUser' } }]
      : [],
  ),
  onStatements('action taken out of a Deny', (statement) => {
    const actions = many(statement.Action);
    if (statement.Effect === 'Allow' || actions.length < 2) return [];
    return actions.map((action) => ({
      what: String(action),
      statement: { ...statement, Action: actions.filter((other) => other !== action) },
    }));
  }),
  onStatements('action wildcard of a Deny narrowed', (statement) => {
    const wild = many(statement.Action)
      .map(String)
      .filter((action) => action.endsWith('*'));
    if (statement.Effect === 'Allow') return [];
    return wild.map((action) => {
      const others = many(statement.Action).filter((other) => other !== action);
      const narrow = action.endsWith(':*') ? `${action.slice(0, -1)}Get*` : action.slice(0, -1);
      return { what: action, statement: { ...statement, Action: [...others, narrow] } };
    });
  }),
  onStatements('action of a Deny misspelt', (statement) => {
    const actions = many(statement.Action);
    if (statement.Effect === 'Allow') return [];
    return actions.flatMap((action, at) =>
      misspelt(action) === action
        ? []
        : [{ what: misspelt(action), statement: { ...statement, Action: actions.with(at, misspelt(action)) } }],
    );
  }),
  onStatements('NotAction of a Deny extended', (statement) => {
    if (statement.Effect === 'Allow' || statement.NotAction === undefined) return [];
    return SPARED.map((action) => ({
      what: action,
      statement: { ...statement, NotAction: [...many(statement.NotAction), action] },
    }));
  }),
  // On a resource, all actions but one are those of its service but one.
  onStatements('one action spared from a Deny of all', ({ Action, ...others }) => {
    if (others.Effect === 'Allow' || !isAll({ ...others, Action })) return [];
    return servicesOf({ ...others, Action }).flatMap((service) => {
      const known = RARE_ACTIONS[service];
      if (!known) throw new Error(`mutants/others.ts: name rare actions of ${service}`);
      return known.map((action) => ({ what: action, statement: { ...others, NotAction: action } }));
    });
  }),
  onStatements('action taken out of an Allow', (statement) => {
    const [first, ...others] = many(statement.Action);
    if (!isAllow(statement) || others.length === 0) return [];
    return [{ what: String(first), statement: { ...statement, Action: others } }];
  }),
];

import { validateAccounts } from '../../domain/account/validate-account';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { type ConfigProperty, configTypes, configurationPage } from './configuration-page';
import { expectPage } from './generated-page';

const types = configTypes();
const TODAY = new Date('2026-11-27');
const all = types.flatMap(({ name, properties }) =>
  properties.map((property) => [`${name}.${property.name}`, property] as const),
);
const value = ({ example }: ConfigProperty): unknown => new Function(`return (${example})`)();

/** A row in which each property of these types has its example. */
const rowOf = (...names: readonly string[]) => {
  const of = (name: string): Record<string, unknown> =>
    Object.fromEntries(
      types.find((type) => type.name === name)?.properties.map((each) => [each.name, value(each)]) ?? [],
    );
  const [network = ''] = names;
  return {
    ...of('DeploymentConfig'),
    network: of(network),
    inference: of('InferenceConfig'),
    trustedPrincipals: of('TrustedPrincipals'),
    personas: { ...of('PersonasConfig'), reader: of('PersonaConfig'), breakGlass: of('BreakGlassConfig') },
    teams: [of('TeamConfig')],
    applications: { ...of('ApplicationsConfig'), services: [of('ApplicationService')] },
    fineTuning: of('FineTuningConfig'),
    knowledge: of('KnowledgeConfig'),
    healthScribe: of('HealthScribeConfig'),
    developer: { ...of('DeveloperConfig'), mcpServers: [{ ...of('McpServer'), ...ONE_WAY }] },
    observability: { ...of('ObservabilityConfig'), quotas: [of('ModelQuota')] },
    // The example of knowledge has audiences, and a notebook has none.
    workbench: { ...of('WorkbenchConfig'), findsPassages: false },
    guardrail: {
      ...of('GuardrailConfig'),
      deniedTopics: [of('DeniedTopic')],
      contentFilters: [of('ContentFilter')],
      regexes: [of('GuardrailRegex')],
      grounding: of('ContextualGrounding'),
    },
    models: ['amazon.nova-lite-v1:0', of('ApplicationProfileReference')],
    declaredModels: [of('DeclaredModel')],
  };
};

/** The examples have every way to a server, and a row takes one. */
const ONE_WAY = { sseUrl: undefined, npm: undefined, pypi: undefined, oci: undefined };

const problems = (row: object) => validateDeployments({ row } as never, TODAY);

test('docs/configuration.md is what the types say (cp build/docs/configuration.md docs if this fails)', () => {
  expectPage('configuration.md', configurationPage(types));
});

test('each property has a description, an example, and a default if it is optional', () => {
  expect(all.length).toBeGreaterThan(30);
  for (const [name, property] of all) {
    expect([name, property.text, property.example]).toEqual([
      name,
      expect.stringMatching(/\.$/),
      expect.stringMatching(/./),
    ]);
    expect([name, property.default !== '']).toEqual([name, !property.isRequired]);
  }
});

/**
 * In a shared VPC every endpoint exists, so that no client is admitted to one of ours, and `planes` are those that exist: the example
 * lacks that of the knowledge base.
 */
test.each([
  ['NewNetwork', []],
  ['ExistingNetwork', ['ownerAccount']],
  ['ExistingNetwork', ['clientSecurityGroups', 'planes', 'knowledge', 'curator', 'workbench', 'scientist']],
])('a row made of all examples has no mistake: %s, without %p', (name, omitted) => {
  const { network, personas, ...row } = rowOf(name);
  const kept = (properties: object) =>
    Object.fromEntries(Object.entries(properties).filter(([property]) => !omitted.includes(property)));
  expect(problems({ ...kept(row), personas: kept(personas), network: kept(network) })).toEqual([]);
});

test('an account row made of all examples has no mistake', () => {
  const of = (name: string) =>
    Object.fromEntries(
      types.find((type) => type.name === name)?.properties.map((each) => [each.name, value(each)]) ?? [],
    );
  const row = of('AccountConfig');
  expect(Object.keys(row)).toContain('logging');
  const whole = { ...row, logging: of('LoggingConfig'), enforcedGuardrail: of('EnforcedGuardrailConfig') };
  expect(validateAccounts({ row, whole })).toEqual([]);
});

const ranges = all.flatMap(([name, { limits }]) => {
  const [, least, most] = /^(\d+) to (\d+)$/.exec(limits) ?? [];
  return least && most ? [[name, Number(least), Number(most)] as const] : [];
});

test('the limits of 20 properties are ranges', () => {
  expect(ranges).toHaveLength(20);
});

/** Property of a row that has values of a type, if that is not fine-tuning. */
const FIELDS: Readonly<
  Record<string, 'developer' | 'healthScribe' | 'inference' | 'knowledge' | 'observability' | 'workbench'>
> = {
  DeveloperConfig: 'developer',
  HealthScribeConfig: 'healthScribe',
  InferenceConfig: 'inference',
  KnowledgeConfig: 'knowledge',
  ObservabilityConfig: 'observability',
  WorkbenchConfig: 'workbench',
};

test.each(ranges)('%s takes %i to %i, and neither less nor more', (name, least, most) => {
  const [type = '', property = ''] = name.split('.');
  const with_ = (number: number) => {
    const row = rowOf('NewNetwork');
    if (type === 'PersonaConfig') return { ...row, personas: { ...row.personas, reader: { [property]: number } } };
    if (type === 'AgentConfig') return { ...row, knowledge: { ...row.knowledge, agent: { [property]: number } } };
    if (type === 'DeploymentConfig') return { ...row, [property]: number };
    const field = FIELDS[type] ?? 'fineTuning';
    return { ...row, [field]: { ...row[field], [property]: number } };
  };
  for (const number of [least, most]) expect(problems(with_(number))).toEqual([]);
  for (const number of [least - 1, most + 1]) expect(problems(with_(number))).toHaveLength(1);
});

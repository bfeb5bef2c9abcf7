import { Names } from '../../domain/deployment/names/names';
import { teamProfiles } from '../../domain/deployment/team-profiles';
import { watchedResources } from '../../lib/observability/signals/resource-signals';
import { signalsOf } from '../../lib/observability/signals/signals';
import { audiencesOf } from '../decisions/parts/knowledge';
import { ACCOUNT } from '../model/physical-ids';
import type { Resolver } from '../model/resolver';
import type { Placed } from '../model/templates';
import type { Subject } from '../proof';
import { purgeAlarmNames } from './alarms/purge-alarms';

interface Whole {
  readonly says: string;
  /** Names of the things for which the sentence is false; empty if it holds. */
  readonly except: (look: Look) => readonly string[];
}

interface Look {
  readonly subject: Subject;
  readonly resolver: Resolver;
  readonly of: (type: string) => readonly Placed[];
}

/** Every resource of one type is named by a property of some resource of another. */
const everyOne =
  (type: string, attribute: string, namedBy: string, property: string) =>
  ({ resolver, of }: Look): readonly string[] => {
    const named = of(namedBy).flatMap((placed) => resolver.properties(placed)[property]);
    return of(type)
      .filter((placed) => !named.includes(resolver.attributeOf(placed, attribute)))
      .map(({ at }) => at);
  };

/** Types that fail without a request failing, each with the property that has its name. */
const WATCHED_BY = [
  ['AWS::Events::Rule', 'Name'],
  ['AWS::Lambda::Function', 'FunctionName'],
  ['AWS::Pipes::Pipe', 'Name'],
  ['AWS::SQS::Queue', 'QueueName'],
  ['AWS::StepFunctions::StateMachine', 'StateMachineName'],
] as const;

/** Claims on a deployment as a whole, and so on no single property. */
const WHOLE: readonly Whole[] = [
  {
    says: 'a deployment has one key, another one for patient data, and another one for developer logs',
    except: ({ subject: { config }, of }) => {
      const places = [
        '/Foundation/',
        ...(config.healthScribe ? ['/Consultations/'] : []),
        ...(config.developer ? ['/Developer/'] : []),
      ];
      const keys = of('AWS::KMS::Key').map(({ at }) => at);
      return keys.length === places.length && places.every((place) => keys.some((at) => at.includes(place)))
        ? []
        : keys;
    },
  },
  {
    says: 'every VPC of this account has a flow log',
    except: ({ subject: { config }, resolver, of }) => {
      const logged = of('AWS::EC2::FlowLog').map((placed) => resolver.properties(placed).ResourceId);
      const { network } = config;
      const existing = 'vpcId' in network && network.ownerAccount === undefined ? [network.vpcId] : [];
      return [
        ...of('AWS::EC2::VPC').flatMap((placed) =>
          logged.includes(resolver.attributeOf(placed, 'VpcId')) ? [] : [placed.at],
        ),
        ...existing.filter((id) => !logged.includes(id)),
      ];
    },
  },
  {
    says: 'no flow log is created in a VPC of another account, whose owner has that right',
    except: ({ subject: { config }, of }) => {
      const isOfOther = 'vpcId' in config.network && config.network.ownerAccount !== undefined;
      return isOfOther ? of('AWS::EC2::FlowLog').map(({ at }) => at) : [];
    },
  },
  {
    says: 'every bucket has a policy of its own',
    except: everyOne('AWS::S3::Bucket', 'Ref', 'AWS::S3::BucketPolicy', 'Bucket'),
  },
  {
    says: 'every topic has a policy of its own',
    except: everyOne('AWS::SNS::Topic', 'Ref', 'AWS::SNS::TopicPolicy', 'Topics'),
  },
  {
    says: 'reads and writes of patient data are recorded if the row says so',
    except: ({ subject: { config }, of }) =>
      of('AWS::CloudTrail::Trail').length === (config.healthScribe?.dataEvents ? 1 : 0) ? [] : ['the trail'],
  },
  {
    says: 'a row with a budget has it, with its action; a row with anomalies their monitor and its subscription',
    except: ({ subject: { config }, of }) => {
      const expected = {
        'AWS::Budgets::Budget': config.spend?.budget,
        'AWS::Budgets::BudgetsAction': config.spend?.budget,
        'AWS::CE::AnomalyMonitor': config.spend?.anomaly,
        'AWS::CE::AnomalySubscription': config.spend?.anomaly,
      };
      return Object.entries(expected).flatMap(([type, wanted]) => (of(type).length === (wanted ? 1 : 0) ? [] : [type]));
    },
  },
  {
    says: 'every rule of the row exists',
    except: ({ subject: { config, name }, resolver, of }) => {
      const made = of('AWS::Events::Rule').map((placed) => resolver.properties(placed).Name);
      return watchedResources(new Names(name, config.region), config).rules.filter((rule) => !made.includes(rule));
    },
  },
  {
    // Lambda takes the setting of a function for none of its aliases.
    says: 'every function, and every alias of one, says what becomes of a call that nobody waits for',
    except: ({ resolver, of }) => {
      const said = of('AWS::Lambda::EventInvokeConfig')
        .map((placed) => resolver.properties(placed))
        .map(({ FunctionName, Qualifier }) => `${FunctionName}:${Qualifier}`);
      const functions = of('AWS::Lambda::Function').map((placed) => ({
        at: placed.at,
        call: `${resolver.attributeOf(placed, 'Ref')}:$LATEST`,
      }));
      const aliases = of('AWS::Lambda::Alias').map((placed) => {
        const { FunctionName, Name } = resolver.properties(placed);
        return { at: placed.at, call: `${FunctionName}:${Name}` };
      });
      return [...functions, ...aliases].filter(({ call }) => !said.includes(call)).map(({ at }) => at);
    },
  },
  {
    says: 'every audience of the row is one alias',
    except: ({ subject, resolver, of }) => {
      const names = of('AWS::Lambda::Alias').map((placed) => resolver.properties(placed).Name);
      return audiencesOf(subject.config).filter((audience) => names.filter((name) => name === audience).length !== 1);
    },
  },
  {
    says: 'every team of the row is one alias, and has a profile of every model with an id',
    except: ({ subject: { config, name }, resolver, of }) => {
      const made = (type: string, property: string) => of(type).map((placed) => resolver.properties(placed)[property]);
      const [aliases, profiles] = [
        made('AWS::Lambda::Alias', 'Name'),
        made('AWS::Bedrock::ApplicationInferenceProfile', 'InferenceProfileName'),
      ];
      const once = (names: readonly unknown[], one: string) => names.filter((other) => other === one).length === 1;
      return [
        ...(config.teams ?? []).map((team) => team.name).filter((team) => !once(aliases, team)),
        ...teamProfiles(name, config)
          .map((profile) => profile.name)
          .filter((profile) => !once(profiles, profile)),
      ];
    },
  },
  {
    says: 'everything after which a consultation can be left in the bucket has an alarm',
    except: ({ subject: { config, name }, resolver, of }) => {
      const made = of('AWS::CloudWatch::Alarm').map((placed) => resolver.properties(placed).AlarmName);
      return config.healthScribe ? purgeAlarmNames(name).filter((alarm) => !made.includes(alarm)) : [];
    },
  },
  {
    says: 'every signal of a watched deployment has an alarm, and the deployment a dashboard',
    except: ({ subject: { config, name }, resolver, of }) => {
      if (!config.observability) return [];
      const made = of('AWS::CloudWatch::Alarm').map((placed) => resolver.properties(placed).AlarmName);
      const signals = signalsOf({ deployment: name, account: ACCOUNT }, config);
      return [
        ...signals.filter((signal) => !made.includes(`private-bedrock-${name}/${signal.name}`)).map((one) => one.name),
        ...(of('AWS::CloudWatch::Dashboard').length === 1 ? [] : ['the dashboard']),
      ];
    },
  },
  {
    says: 'every function, workflow, rule, pipe and queue of a watched deployment has an alarm',
    except: ({ subject: { config }, resolver, of }) => {
      if (!config.observability) return [];
      const watched = of('AWS::CloudWatch::Alarm').flatMap(
        (placed) => (resolver.properties(placed).Dimensions ?? []) as readonly { readonly Value: unknown }[],
      );
      const values = new Set(watched.map(({ Value }) => Value));
      return WATCHED_BY.flatMap(([type, property]) =>
        of(type)
          .filter((placed) => {
            const { [property]: name } = resolver.properties(placed);
            return !values.has(name) && !values.has(resolver.attributeOf(placed, 'Ref'));
          })
          .map(({ at }) => at),
      );
    },
  },
  {
    says: 'there is a guardrail if the row asks for one',
    except: ({ subject, of }) => {
      const expected = subject.config.guardrail ? 1 : 0;
      return of('AWS::Bedrock::Guardrail').length === expected ? [] : [`${subject.name} wants ${expected}`];
    },
  },
];

export function brokenOfWhole(subject: Subject, resolver: Resolver): readonly string[] {
  const of = (type: string) => resolver.resources.filter(({ resource }) => resource.Type === type);
  return WHOLE.flatMap(({ says, except }) =>
    except({ subject, resolver, of }).map((exception) => `${says}. But: ${exception}`),
  );
}

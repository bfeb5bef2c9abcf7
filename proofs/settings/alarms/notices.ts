import { ACCOUNT } from '../../model/physical-ids';
import { type Context, decisions, holds, is, isOneOf, type Settings, same, tags, theKey } from '../setting';
import { alarmTopic } from './alarms';

/** ARNs of the buckets of patient data, with a slash: the beginning of the ARNs of their objects. */
const patientObjects = ({ config, deployment }: Context): readonly string[] =>
  ['patients', ...(config.healthScribe?.keepSignedNotes ? ['notes'] : [])].map(
    (name) => `arn:aws:s3:::pb-${name}-${deployment}-${ACCOUNT}-${config.region}/`,
  );

/** Requirements on what tells of patient data: the topic of notices, and the trail. */
export const NOTICES: Readonly<Record<string, Settings>> = {
  'AWS::SNS::Topic': {
    KmsMasterKeyId: theKey('notices and alarms are encrypted with the key of the deployment'),
    Tags: tags,
    TopicName: decisions,
  },
  'AWS::SNS::TopicPolicy': {
    PolicyDocument: decisions,
    Topics: holds('a topic policy is that of a topic of the deployment', (value, context) =>
      [value].flat().every((topic) => isOneOf('AWS::SNS::Topic', 'Ref')(topic, context)),
    ),
  },
  'AWS::SNS::Subscription': {
    Endpoint: holds('only addresses of the row are subscribed', (value, { config }) =>
      (config.observability?.emails ?? []).includes(String(value)),
    ),
    Protocol: is('alarms are sent as e-mail', 'email'),
    TopicArn: holds(
      'addresses subscribe to the alarms, and to no notice about patients',
      (value, context) => value === alarmTopic(context),
    ),
  },
  'AWS::CloudTrail::Trail': {
    AdvancedEventSelectors: holds(
      'the trail records every read and write of patient data, and nothing else',
      (value, context) => {
        const [selector, ...others] = value as readonly { readonly FieldSelectors: unknown }[];
        return (
          others.length === 0 &&
          same(selector?.FieldSelectors, [
            { Equals: ['Data'], Field: 'eventCategory' },
            { Equals: ['AWS::S3::Object'], Field: 'resources.type' },
            { Field: 'resources.ARN', StartsWith: patientObjects(context) },
          ])
        );
      },
    ),
    EnableLogFileValidation: is('nobody changes a file of the trail unnoticed', true),
    IsLogging: is('the trail is on', true),
    KMSKeyId: theKey('the files of the trail are encrypted with the key of the deployment'),
    S3BucketName: holds('the trail writes to a bucket of its own', (value, { resolver }) =>
      resolver.resources.some(
        (placed) => placed.at.includes('/TrailFiles') && resolver.attributeOf(placed, 'Ref') === value,
      ),
    ),
    Tags: tags,
    TrailName: decisions,
  },
};

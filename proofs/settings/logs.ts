import { holds, type Settings, tags, theKey } from './setting';

const YEAR = 365;

export const LOGS: Readonly<Record<string, Settings>> = {
  'AWS::Logs::LogGroup': {
    KmsKeyId: theKey('every log group is encrypted with the key of the deployment'),
    LogGroupClass: holds('logs can be searched and alarmed on', (value) => value === undefined || value === 'STANDARD'),
    LogGroupName: holds(
      'every log group has a name for which the key admits CloudWatch Logs',
      (value, { deployment }) => String(value).startsWith(`/private-bedrock/${deployment}/`),
    ),
    RetentionInDays: holds(
      'logs are kept as long as the row says, else for a month at least, for a year where data is kept, and not for ever',
      (value, { config, properties }) => {
        const isOfInference = String(properties.LogGroupName).endsWith('/inference');
        const days = isOfInference ? config.inference?.logRetentionDays : undefined;
        return days === undefined ? Number(value) >= (config.keepData ? YEAR : 30) : value === days;
      },
    ),
    Tags: tags,
  },
};

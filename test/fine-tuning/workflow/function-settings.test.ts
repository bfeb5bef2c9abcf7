import { readSettings } from '../../../lambda/fine-tuning/settings';

/** Environment as the construct sets it: proofs/settings holds the templates to the same names. */
const ENVIRONMENT = {
  DEPLOYMENT: 'test',
  BUCKET: 'datasets-bucket',
  BASE_MODELS: '["amazon.nova-lite-v1:0"]',
  CUSTOMIZATION_ROLE_ARN: 'arn:aws:iam::111122223333:role/AmazonBedrock-test',
  MODEL_KEY_ARN: 'arn:aws:kms:us-east-1:111122223333:key/1',
  SUBNET_IDS: '["subnet-a","subnet-b"]',
  SECURITY_GROUP_ID: 'sg-a',
  MAX_JOBS_PER_MONTH: '10',
};

test('the settings of the tuning function are read from its environment', () => {
  expect(readSettings(ENVIRONMENT)).toEqual({
    deployment: 'test',
    bucket: 'datasets-bucket',
    baseModels: ['amazon.nova-lite-v1:0'],
    roleArn: ENVIRONMENT.CUSTOMIZATION_ROLE_ARN,
    keyArn: ENVIRONMENT.MODEL_KEY_ARN,
    subnetIds: ['subnet-a', 'subnet-b'],
    securityGroupId: 'sg-a',
    maxJobsPerMonth: 10,
  });
});

test.each(Object.keys(ENVIRONMENT))('without %s the function does not start', (name) => {
  for (const value of [undefined, '']) {
    expect(() => readSettings({ ...ENVIRONMENT, [name]: value })).toThrow(`${name} is not set`);
  }
});

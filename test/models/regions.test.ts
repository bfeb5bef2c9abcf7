import { BEDROCK_REGIONS, planesIn } from '../../domain/models/regions';

test('33 Regions, sorted, each once', () => {
  expect(BEDROCK_REGIONS).toHaveLength(33);
  expect([...new Set(BEDROCK_REGIONS)].sort()).toEqual(BEDROCK_REGIONS);
});

test.each([
  ['us-east-1', ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime', 'bedrock-runtime']],
  ['us-east-2', ['bedrock', 'bedrock-runtime']],
  ['us-gov-west-1', []],
  ['nowhere', []],
])('%s offers %p', (region, planes) => {
  expect(planesIn(region)).toEqual(planes);
});

test('every Region of Bedrock has the runtime', () => {
  expect(BEDROCK_REGIONS.filter((region) => !planesIn(region).includes('bedrock-runtime'))).toEqual([]);
});

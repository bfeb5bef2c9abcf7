/**
 * Guardrail profiles: the Regions in which AWS judges texts of a guardrail of the standard tier, by source Region.
 *
 * Source: Amazon Bedrock User Guide, "Supported Regions for cross-Region guardrail inference", read 2026-11-27.
 */
const PROFILES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'us.guardrail.v1:0': {
    'us-east-1': ['us-east-1', 'us-east-2', 'us-west-2'],
    'us-east-2': ['us-east-1', 'us-east-2', 'us-west-2'],
    'us-west-2': ['us-east-1', 'us-east-2', 'us-west-2'],
    'us-west-1': ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  },
  'eu.guardrail.v1:0': {
    'eu-central-1': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
    'eu-west-1': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
    'eu-west-3': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
    'eu-north-1': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
    'eu-south-1': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
    'eu-south-2': ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
    'il-central-1': [
      'eu-central-1',
      'eu-north-1',
      'eu-south-1',
      'eu-south-2',
      'eu-west-1',
      'eu-west-3',
      'il-central-1',
    ],
  },
  'uk.guardrail.v1:0': {
    'eu-west-2': ['eu-west-2'],
  },
  'au.guardrail.v1:0': {
    'ap-southeast-2': ['ap-southeast-2'],
  },
  'ca.guardrail.v1:0': {
    'ca-central-1': ['ca-central-1', 'ca-west-1'],
  },
  'apac.guardrail.v1:0': {
    'ap-south-1': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
    ],
    'ap-northeast-2': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
    ],
    'ap-southeast-1': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
    ],
    'ap-southeast-2': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
    ],
    'ap-northeast-1': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
    ],
    'ap-southeast-3': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
    ],
    'ap-southeast-4': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-4',
    ],
    'ap-east-2': [
      'ap-east-2',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
    ],
    'ap-southeast-5': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
    ],
    'ap-southeast-7': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-7',
    ],
    'me-central-1': [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'me-central-1',
    ],
  },
};

/** A guardrail profile as one Region uses it. */
export interface GuardrailProfile {
  readonly id: string;
  /** Regions in which AWS may judge a text, sorted; the source Region is one of them. */
  readonly destinations: readonly string[];
}

/** Returns the guardrail profiles of a source Region, the one with the fewest destinations first. */
export function guardrailProfilesIn(region: string): readonly GuardrailProfile[] {
  return Object.entries(PROFILES)
    .flatMap(([id, sources]) => {
      const destinations = sources[region];
      return destinations ? [{ id, destinations: [...new Set([region, ...destinations])].sort() }] : [];
    })
    .sort((one, other) => one.destinations.length - other.destinations.length);
}

/** Returns the profile of a guardrail of this Region: none in the classic tier, which judges in its own Region. */
export function guardrailProfileOf(
  { tier, profile }: { readonly tier?: string; readonly profile?: string },
  region: string,
): GuardrailProfile | undefined {
  if (tier !== 'standard') return undefined;
  const profiles = guardrailProfilesIn(region);
  return profile === undefined ? profiles[0] : profiles.find(({ id }) => id === profile);
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { chartsOf } from '../../lib/observability/charts';
import { dashboardBody } from '../../lib/observability/dashboard-body';
import { signalsOf } from '../../lib/observability/signals/signals';
import { type DashboardBody, dashboardPicture, type Sample } from './dashboard-picture';

/** Row `production`, with the quotas of its models. */
const production: DeploymentConfig = {
  ...DEPLOYMENTS.production,
  observability: {
    quotas: DEPLOYMENTS.production.models.slice(0, 3).map((model, index) => ({
      model,
      tokensPerMinute: [2_000_000, 1_000_000, 500_000][index] ?? 0,
    })),
  },
};

const environment = { deployment: 'production', account: '111122223333' };

function bodyOf(config: DeploymentConfig): DashboardBody {
  const charts = chartsOf(environment, config, signalsOf(environment, config));
  const at = { account: environment.account, region: config.region };
  return dashboardBody(charts, { namePrefix: 'private-bedrock-production/' }, at) as DashboardBody;
}

/** The same for the same label: an offset of its curve, from 0 to 1. */
const offsetOf = (label: string) => ([...label].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 17) / 17;

/** Load of an hour, from 0 to 1. */
const busy = (hour: number, offset: number) =>
  (0.55 + 0.45 * Math.sin(((hour - 8) / 12) * Math.PI)) * (1 + 0.12 * Math.sin(hour * 19 + offset * 40));

/** Grows from 0 to 1 between half past four and six: one model is asked for more than its quota. */
const crowd = (hour: number) => Math.min(1, Math.max(0, (hour - 16.5) / 1));

const HAIKU = 'quota-us.anthropic.claude-haiku-4-5-20251001-v1-0';

/** Levels of lines, and how much the crowd adds to them. */
const LEVELS: Readonly<Record<string, readonly [usual: number, added: number]>> = {
  requests: [420, 380],
  rejections: [6, 2],
  failures: [0.4, 0.6],
  throttles: [0.2, 14],
  retries: [4, 120],
  'guardrail-interventions': [3, 1],
  median: [2400, 2600],
  latency: [14_000, 26_000],
  'first-token': [1600, 9200],
  input: [310_000, 250_000],
  output: [120_000, 90_000],
};

const sample: Sample = (label, hour, threshold) => {
  const offset = offsetOf(label);
  const [usual, added] =
    LEVELS[label] ??
    (label === HAIKU ? [0.5, 0.85].map((share) => share * (threshold ?? 0)) : undefined) ??
    (label.startsWith('quota-') ? [0.3 * (threshold ?? 0), 0] : undefined) ??
    (label.startsWith('succeeded') ? [hour % 3 === 0 ? 2 : 0, 0] : undefined) ??
    (label.includes('amazon.') || label.includes('anthropic.') ? [60 + 90 * offset, 80 * offset] : [0, 0]);
  return Math.round(busy(hour, offset) * (usual ?? 0) + crowd(hour) * (added ?? 0));
};

const PICTURE = 'docs/images/dashboard.svg';

test('docs/images/dashboard.svg shows the dashboard of today (cp build/docs/dashboard.svg docs/images if this fails)', () => {
  const picture = dashboardPicture(bodyOf(production), sample);
  mkdirSync('build/docs', { recursive: true });
  writeFileSync('build/docs/dashboard.svg', picture);
  expect(picture).toBe(readFileSync(PICTURE, 'utf8'));
});

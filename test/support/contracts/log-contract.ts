import { DIMENSIONS, METRICS } from '../../../lambda/shared/contract';
import { FAILURE_ROWS } from '../../../lambda/shared/failures/failure-rows';
import { anything, closed, like, listOf, oneOf, optional, type Shape } from './shape';

const CODE = /^[\w.-]{1,100}$/;
const [DEPLOYMENT, MODEL, OPERATION] = DIMENSIONS;

/** Fields of a log line that are texts. Each is an id, a code or a name of the project or of AWS, and none is free. */
const TEXTS: Readonly<Record<string, Shape>> = {
  _aws: closed({ Timestamp: anything, CloudWatchMetrics: listOf(metrics) }),
  level: oneOf('INFO', 'WARN', 'ERROR'),
  timestamp: like(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
  [DEPLOYMENT]: like(CODE),
  [MODEL]: like(/^[\w.:/-]{1,200}$/),
  [OPERATION]: like(/^[A-Za-z]{1,40}$/),
  outcome: oneOf('ok', ...Object.keys(FAILURE_ROWS)),
  requestId: like(CODE),
  team: optional(like(/^[a-z][a-z0-9]{0,18}$/)),
  bedrockRequestId: optional(like(CODE)),
  stopReason: optional(like(/^[\w-]{1,64}$/)),
  unknownMembers: optional(listOf(like(/^(?:[\w.$[\]-]|\(unprintable\)){1,200}$/))),
};

function metrics(value: unknown, path: string): readonly string[] {
  const names = Object.values(METRICS);
  return closed({
    Namespace: like(CODE),
    Dimensions: listOf(listOf(oneOf(...DIMENSIONS))),
    Metrics: listOf(closed({ Name: oneOf(...names), Unit: oneOf('Count', 'Milliseconds') })),
  })(value, path);
}

/** Everything else in a log line is a count. */
const count: Shape = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : [`${path} of the log line is no count`];

/** Breaches of the contract of a log line, which has no field for a text of a caller, a document or a model. */
export function logBreaches(line: Readonly<Record<string, unknown>>): readonly string[] {
  const others = Object.fromEntries(Object.keys(line).map((name) => [name, count]));
  return closed({ ...others, ...TEXTS })(line, '');
}

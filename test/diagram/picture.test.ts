import type { Graph } from '../../cli/diagram/graph';
import { type Layout, layoutOf } from '../../cli/diagram/picture/layout';
import type { Picture } from '../../cli/diagram/picture/picture';
import { picturesOf } from '../../cli/diagram/picture/pictures';
import { svgOf } from '../../cli/diagram/picture/svg';
import { diagram } from '../support/diagram-run';

const NAMES = ['overview', 'knowledge', 'inference', 'asking', 'fine-tuning', 'access'];
let graph: Graph;
let pictures: readonly Picture[];
const named = (name: string) => pictures.find((picture) => picture.name === name) as Picture;

const layouts = new Map<string, Promise<Layout>>();
/** Layout of a picture of production, made once. */
function laidOut(name: string): Promise<Layout> {
  const layout = layouts.get(name) ?? layoutOf(named(name));
  layouts.set(name, layout);
  return layout;
}

beforeAll(async () => {
  graph = JSON.parse((await diagram('--deployment', 'production', '--json')).stdout) as Graph;
  pictures = picturesOf(graph);
});

describe('the graph of production', () => {
  const has = (from: string, to: string, label: string) =>
    graph.edges.some((edge) => edge.from === from && edge.to === to && edge.label === label);

  test('has the calls that the templates allow', () => {
    expect(has('Inference_InferenceFunction', 'Endpoints_EndpointsBedrockRuntime', 'invoke · apply guardrail')).toBe(
      true,
    );
    expect(has('FineTuning_CustomizationRole_interfaces', 'Endpoints_EndpointsS3', 'read · write')).toBe(true);
    expect(has('Asking_KnowledgeFunction', 'Endpoints_EndpointsBedrockAgentRuntime', 'retrieve')).toBe(true);
    expect(has('Access_Invoker', 'Inference_InferenceFunction', 'invoke')).toBe(true);
    expect(has('Access_Invoker', 'Asking_KnowledgeFunction', 'invoke')).toBe(true);
    expect(graph.edges.filter(({ from }) => from === 'Access_Invoker')).toHaveLength(2);
  });

  test('places functions, interface endpoints and interfaces in the subnets, the gateway endpoint in the VPC', () => {
    const at = (place: string) => graph.nodes.filter((node) => node.place === place).map(({ id }) => id);
    expect(at('vpc')).toEqual(['Endpoints_EndpointsS3']);
    expect(at('subnets')).toEqual([
      'Endpoints_EndpointsBedrock',
      'Endpoints_EndpointsBedrockAgent',
      'Endpoints_EndpointsBedrockAgentRuntime',
      'Endpoints_EndpointsBedrockRuntime',
      'Inference_InferenceFunction',
      'Asking_KnowledgeFunction',
      'Asking_IngestionFunction',
      'FineTuning_TuningFunction',
      'FineTuning_CustomizationRole_interfaces',
    ]);
    expect(graph.vpc).toEqual({ name: '10.1.0.0/20', subnetCount: 2, isIsolated: true });
  });
});

test('there is an overview, and a picture for each stack that is no foundation, also for one that is new', () => {
  expect(pictures.map(({ name }) => name)).toEqual(NAMES);
  const node = { id: 'Reports_Fn', label: 'report function', kind: 'function', stack: 'DailyReports' } as const;
  const more = picturesOf({ ...graph, nodes: [...graph.nodes, node] });
  expect(more.map(({ name }) => name)).toContain('daily-reports');
  expect(more[0]?.nodes).toContainEqual(
    expect.objectContaining({ title: 'daily reports', lines: ['report function'] }),
  );
});

test('a picture follows a call through an endpoint only to what the caller reaches there', () => {
  const inference = named('inference').nodes.map(({ id }) => id);
  expect(inference).toContain('models');
  expect(inference).not.toContain('bedrock');
  expect(inference).not.toContain('Storage_FineTuning');
});

test('each arrow of the overview is a call of the graph', () => {
  const { nodes, edges } = named('overview');
  expect(edges.length).toBeGreaterThan(8);
  for (const { from, to } of edges) {
    expect(nodes.map(({ id }) => id)).toContain(from);
    expect(nodes.map(({ id }) => id)).toContain(to);
  }
  expect(edges).toContainEqual({ from: 'FineTuning_outside', to: 'jobs', label: 'start', kind: 'call' });
});

/** Height of the smallest text of a drawing where a page shows it 1,000 pixels wide. */
const textHeight = (width: number) => (12 * 1000) / Math.max(1000, width + 32);

describe.each([2, 3, 4])('a drawing of %d roles that each call two buckets', (roles) => {
  const node = (id: string, kind: 'person' | 'role' | 'bucket') =>
    ({ id, title: `name of the ${kind} ${id}`, lines: [], kind, isEncrypted: false }) as const;
  const edge = (from: string, to: string, label: string) => ({ from, to, label, kind: 'call' }) as const;
  const each = <T>(make: (role: string) => readonly T[]) =>
    Array.from({ length: roles }, (_, at) => make(`${at}`)).flat();
  const picture: Picture = {
    name: 'x',
    heading: 'x',
    description: 'x',
    nodes: [
      node('p', 'person'),
      ...each((at) => [node(at, 'role'), node(`${at}a`, 'bucket'), node(`${at}b`, 'bucket')]),
    ],
    edges: each((at) => [
      edge('p', at, 'assume with MFA/SSO'),
      edge(at, `${at}a`, 'delete · read · write · search · receive'),
      edge(at, `${at}b`, 'start'),
    ]),
    hasKeySign: false,
  };

  test('becomes higher, not wider: it can be read', async () => {
    const { width } = await layoutOf(picture);
    expect(textHeight(width)).toBeGreaterThanOrEqual(10.8);
  });
});

describe.each(NAMES)('the picture %s', (name) => {
  test('can be read at 1,000 pixels: its small text is 10.8 pixels high or more, nothing overlaps', async () => {
    const picture = named(name);
    const { width, boxes, routes } = await laidOut(name);
    expect(textHeight(width)).toBeGreaterThanOrEqual(10.8);
    const rectangles = [
      ...picture.nodes.map(({ id }) => ({ id, ...(boxes.get(id) ?? fail(id)) })),
      ...routes.flatMap(({ edge, label }) => (label ? [{ id: `${edge.from} → ${edge.to}`, ...label }] : [])),
    ];
    const overlaps = rectangles.flatMap((a, at) =>
      rectangles
        .slice(at + 1)
        .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
        .map((b) => `${a.id} and ${b.id}`),
    );
    expect(overlaps).toEqual([]);
  });

  test('has everything that is in the VPC inside its frame, and nothing else', async () => {
    const picture = named(name);
    const { boxes } = await laidOut(name);
    const vpc = boxes.get('vpc');
    const inside = picture.nodes.filter(({ id }) => {
      const box = boxes.get(id) ?? fail(id);
      return (
        vpc &&
        box.x >= vpc.x &&
        box.y >= vpc.y &&
        box.x + box.width <= vpc.x + vpc.width &&
        box.y + box.height <= vpc.y + vpc.height
      );
    });
    expect(inside.map(({ id }) => id)).toEqual(picture.nodes.filter(({ place }) => place).map(({ id }) => id));
  });

  test('is the same SVG each time, with its own background in light and dark', async () => {
    const picture = named(name);
    const [first, second] = [svgOf(picture, await laidOut(name)), svgOf(picture, await layoutOf(picture))];
    expect(second).toBe(first);
    expect(first).toContain('prefers-color-scheme:dark');
    expect(first.match(/<text/g)?.length).toBeGreaterThanOrEqual(picture.nodes.length);
  });
});

test('text of a template cannot become markup of the drawing', async () => {
  const node = { id: 'a', title: '<script>"&', lines: [], kind: 'role', isEncrypted: false } as const;
  const picture: Picture = { name: 'x', heading: 'x', description: '<b>', nodes: [node], edges: [], hasKeySign: false };
  const svg = svgOf(picture, await layoutOf(picture));
  expect(svg).toContain('&lt;script&gt;&quot;&amp;');
  expect(svg).not.toMatch(/<script|<b>/);
});

const fail = (id: string): never => {
  throw new Error(`${id} has no place`);
};

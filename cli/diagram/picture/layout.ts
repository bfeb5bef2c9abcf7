import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs';
import type { Picture, PictureEdge, PictureNode } from './picture';
import { FONT, linesOf, textWidth } from './text';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Route {
  readonly edge: PictureEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label?: Box;
}

/** Places of everything in a drawing, in pixels from its upper left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly routes: readonly Route[];
}

export const VPC = 'vpc';
export const SUBNETS = 'subnets';

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
  'elk.spacing.nodeNode': '14',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.thoroughness': '40',
  'elk.randomSeed': '1',
};

/** Boxes around nodes have a title above them. */
const IN_ORDER = { 'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER' };

/** ELK turns the drawing on its side to lay it out, and with it the minimum size: height, then width. */
const frameOptions = (title = '') => ({
  'elk.padding': '[top=38,left=18,bottom=18,right=18]',
  'elk.nodeSize.constraints': 'MINIMUM_SIZE',
  'elk.nodeSize.minimum': `(40,${Math.ceil(textWidth(title, FONT.line)) + 24})`,
});

/** Width up to which small text can be read where a page shows the drawing 1,000 pixels wide. */
const READABLE_WIDTH = 1070;

/** Lets at most so many boxes stand beside each other. */
const atMostBeside = (boxes: number) => ({
  'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
  'elk.layered.layering.coffmanGraham.layerBound': `${boxes}`,
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
});

/**
 * Lays a drawing out from top to bottom: in as few rows as can be read, else in the narrowest way. The same drawing has the
 * same layout, to the pixel.
 */
export async function layoutOf(picture: Picture): Promise<Layout> {
  let narrowest = await layoutWith(picture, {});
  for (const boxes of [5, 4, 3, 2, 1]) {
    if (narrowest.width <= READABLE_WIDTH) break;
    const next = await layoutWith(picture, atMostBeside(boxes));
    if (next.width < narrowest.width) narrowest = next;
  }
  return narrowest;
}

async function layoutWith(picture: Picture, options: object): Promise<Layout> {
  const inside = (place: PictureNode['place']) => picture.nodes.filter((node) => node.place === place).map(elkNode);
  const subnets = { id: SUBNETS, layoutOptions: frameOptions(picture.vpc?.subnets), children: inside('subnets') };
  const inVpc = [...(subnets.children.length > 0 ? [subnets] : []), ...inside('vpc')];
  const vpc = { id: VPC, layoutOptions: frameOptions(picture.vpc?.title), children: inVpc };
  const root: ElkNode = {
    id: 'root',
    layoutOptions: { ...OPTIONS, ...(picture.isOrdered && IN_ORDER), ...options },
    children: [...inside(undefined), ...(inVpc.length > 0 ? [vpc] : [])],
    edges: picture.edges.map(elkEdge),
  };
  const laid = await new ELK().layout(root);
  const boxes = new Map<string, Box>();
  collect(laid, { x: 0, y: 0 }, boxes);
  return {
    width: Math.ceil(laid.width ?? 0),
    height: Math.ceil(laid.height ?? 0),
    boxes,
    routes: routesOf(laid, picture.edges, boxes),
  };
}

export const LINE_HEIGHT = 16;
const ICON = 30;

function elkNode({ id, title, lines, isEncrypted }: PictureNode): ElkNode {
  const text = Math.max(textWidth(title, FONT.title), ...lines.map((line) => textWidth(line, FONT.line)));
  return { id, width: Math.ceil(text) + ICON + (isEncrypted ? 36 : 18), height: 32 + lines.length * LINE_HEIGHT };
}

/** Widest label of an arrow that stands in one line, in pixels. */
const LABEL_WIDTH = 120;

/** Returns the lines in which the label of an arrow is written. */
export const labelLines = (label: string): readonly string[] => linesOf(label, FONT.label, LABEL_WIDTH);

function elkEdge({ from, to, label }: PictureEdge, at: number): ElkExtendedEdge {
  const lines = labelLines(label);
  const width = Math.ceil(Math.max(...lines.map((line) => textWidth(line, FONT.label)))) + 8;
  return {
    id: `edge${at}`,
    sources: [from],
    targets: [to],
    labels: [
      { text: label, width, height: lines.length * LINE_HEIGHT, layoutOptions: { 'elk.edgeLabels.inline': 'true' } },
    ],
  };
}

function collect(node: ElkNode, at: { readonly x: number; readonly y: number }, boxes: Map<string, Box>): void {
  for (const { id, x = 0, y = 0, width = 0, height = 0, ...child } of node.children ?? []) {
    const place = { x: at.x + x, y: at.y + y };
    boxes.set(id, { ...place, width, height });
    collect({ id, ...child }, place, boxes);
  }
}

/** Routes are relative to the box that ELK names as their container. */
function routesOf(laid: ElkNode, edges: readonly PictureEdge[], boxes: ReadonlyMap<string, Box>): Route[] {
  return (laid.edges ?? []).flatMap((placed, at) => {
    const edge = edges[at];
    if (!edge) return [];
    const origin = boxes.get((placed as { readonly container?: string }).container ?? '') ?? { x: 0, y: 0 };
    const points = (placed.sections ?? [])
      .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
      .map(({ x, y }) => ({ x: x + origin.x, y: y + origin.y }));
    const [label] = placed.labels ?? [];
    return [
      {
        edge,
        points,
        ...(label && {
          label: {
            x: (label.x ?? 0) + origin.x,
            y: (label.y ?? 0) + origin.y,
            width: label.width ?? 0,
            height: label.height ?? 0,
          },
        }),
      },
    ];
  });
}

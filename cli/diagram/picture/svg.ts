import { ICONS, KEY_SIGN } from './icons';
import { type Box, type Layout, LINE_HEIGHT, labelLines, type Route, SUBNETS, VPC } from './layout';
import type { Picture, PictureNode } from './picture';
import { STYLE } from './style';
import { FONT, textWidth } from './text';

/** Tells the drawings of this command from other files. */
export const MADE_HERE = '<!-- private-bedrock diagram -->';

const MARGIN = 16;
const LEGEND = 30;

/** Writes a drawing as SVG. It brings its own background, so that it can be read on any page. */
export function svgOf(picture: Picture, { width, height, boxes, routes }: Layout): string {
  const legend = picture.hasKeySign ? LEGEND : 0;
  const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN + legend];
  const frames = framesOf(picture, boxes);
  const box = (id: string) => boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="title">`,
    MADE_HERE,
    `<title id="title">${escaped(picture.description)}</title>`,
    `<style>${STYLE}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    `<rect class="page on-page" width="${w}" height="${h}" rx="8"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    ...frames.map(({ id, box }) => frame(id, box)),
    ...routes.map(arrow),
    ...picture.nodes.map((each) => node(each, box(each.id))),
    ...routes.map((route) => arrowLabel(route, frames)),
    ...frames.map(({ id, box, title }) => frameTitle(id, box, title, routes)),
    ...(legend ? [keyLegend(height)] : []),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

interface Frame {
  readonly id: string;
  readonly title: string;
  readonly box: Box;
}

const framesOf = ({ vpc }: Picture, boxes: Layout['boxes']): readonly Frame[] =>
  [
    { id: VPC, title: vpc?.title ?? '' },
    { id: SUBNETS, title: vpc?.subnets ?? '' },
  ].flatMap(({ id, title }) => {
    const box = boxes.get(id);
    return box ? [{ id, title, box }] : [];
  });

const frame = (kind: string, { x, y, width, height }: Box) =>
  `<rect class="${kind} on-${kind}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="6"/>`;

/** Stands where no arrow crosses it: on the left, else on the right, else between. */
function frameTitle(kind: string, box: Box, title: string, routes: readonly Route[]): string {
  const width = textWidth(title, FONT.line);
  const rightmost = box.x + box.width - width - 12;
  const places = Array.from({ length: 40 }, (_, at) => box.x + 12 + at * 8).filter((x) => x <= rightmost);
  const isFree = (x: number) => !routes.some(({ points }) => crosses(points, x - 6, x + width + 6, box.y + 14));
  const x = [...places, rightmost].find(isFree) ?? box.x + 12;
  const back = `<rect class="on-${kind}" x="${n(x - 4)}" y="${n(box.y + 9)}" width="${n(width + 8)}" height="18"/>`;
  return back + text(title, x, box.y + 22, `caption ${kind}`);
}

const crosses = (points: Route['points'], left: number, right: number, y: number) =>
  points.some((to, at) => {
    const from = points[at - 1];
    if (!from || Math.abs(from.x - to.x) >= 1 || to.x < left || to.x > right) return false;
    return Math.min(from.y, to.y) <= y && y <= Math.max(from.y, to.y);
  });

function node({ title, lines, kind, isEncrypted }: PictureNode, { x, y, width, height }: Box): string {
  const { path, tone } = ICONS[kind];
  const first = y + (height - lines.length * LINE_HEIGHT) / 2 + 5;
  return [
    `<g class="node ${tone}"><rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="6"/>`,
    `<path class="icon" transform="translate(${n(x + 9)} ${n(y + height / 2 - 8)})" d="${path}"/>`,
    text(title, x + 33, first, 'title'),
    ...lines.map((line, at) => text(line, x + 33, first + (at + 1) * LINE_HEIGHT, 'line')),
    ...(isEncrypted ? [keySign(x + width - 20, y + height / 2 - 7)] : []),
    '</g>',
  ].join('');
}

const keySign = (x: number, y: number) =>
  `<path class="sign" transform="translate(${n(x)} ${n(y)}) scale(.85)" d="${KEY_SIGN}"/>`;

const keyLegend = (height: number) =>
  `${keySign(12, height + 8)}${text('encrypted under the customer managed key of the deployment', 32, height + 19, 'caption')}`;

function arrow({ edge, points }: Route): string {
  const line = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');
  return `<path class="arrow ${edge.kind}" marker-end="url(#head)" d="${line}"/>`;
}

/** Interrupts its arrow: what is behind the text has the colour of the innermost frame there. */
function arrowLabel({ edge, label }: Route, frames: readonly Frame[]): string {
  if (!label || edge.label === '') return '';
  const around = frames.filter(({ box }) => isInside(label, box)).at(-1)?.id ?? 'page';
  const { x, y, width, height } = label;
  const back = `<rect class="on-${around}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="3"/>`;
  return [
    back,
    ...labelLines(edge.label).map((line, at) => text(line, x + 4, y + 12 + at * LINE_HEIGHT, 'label')),
  ].join('');
}

const text = (content: string, x: number, y: number, kind: string): string =>
  `<text class="${kind}" x="${n(x)}" y="${n(y)}">${escaped(content)}</text>`;

const isInside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const n = (pixels: number) => Number(pixels.toFixed(1));

const escaped = (content: string) =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

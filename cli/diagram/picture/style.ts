import { FONT } from './text';

interface Theme {
  readonly page: string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly node: string;
  readonly vpc: string;
  readonly subnets: string;
  readonly compute: string;
  readonly data: string;
  readonly identity: string;
  readonly network: string;
  readonly service: string;
}

const LIGHT: Theme = {
  page: '#ffffff',
  text: '#1f2328',
  faint: '#59636e',
  line: '#6e7781',
  node: '#ffffff',
  vpc: '#f6f2ff',
  subnets: '#ebe4fd',
  compute: '#bc4c00',
  data: '#1a7f37',
  identity: '#a40e26',
  network: '#7a3ec8',
  service: '#0969da',
};

const DARK: Theme = {
  page: '#0d1117',
  text: '#f0f6fc',
  faint: '#9198a1',
  line: '#8b949e',
  node: '#151b23',
  vpc: '#1a1630',
  subnets: '#241d40',
  compute: '#ffa657',
  data: '#56d364',
  identity: '#ff7b72',
  network: '#bc8cff',
  service: '#79c0ff',
};

const TONES = ['compute', 'data', 'identity', 'network', 'service'] as const;

const colours = (theme: Theme) =>
  [
    `.page{stroke:${theme.line};stroke-opacity:.35}`,
    `text{fill:${theme.text}}`,
    `.line,.caption,.label{fill:${theme.faint}}`,
    `.node rect{fill:${theme.node}}`,
    `.on-page{fill:${theme.page}}.on-vpc{fill:${theme.vpc}}.on-subnets{fill:${theme.subnets}}`,
    `rect.vpc,rect.subnets{stroke:${theme.network}}`,

    `text.vpc,text.subnets{fill:${theme.network}}`,
    `.arrow{stroke:${theme.line}}marker path{fill:${theme.line}}`,
    `.sign{fill:${theme.faint}}`,
    ...TONES.map((tone) => `.${tone} rect,.${tone} .icon{stroke:${theme[tone]}}`),
  ].join('');

/** Follows the reader's choice of light or dark. */
export const STYLE = [
  'text{font-family:-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}',
  `.title{font-size:${FONT.title.size}px;font-weight:${FONT.title.weight}}`,
  `.line,.caption{font-size:${FONT.line.size}px}.label{font-size:${FONT.label.size}px}`,
  '.node rect{stroke-width:1.5}.icon{fill:none;stroke-width:1.4;stroke-linejoin:round;stroke-linecap:round}',
  'rect.vpc{stroke-width:2}rect.subnets{stroke-dasharray:5 4}',
  '.arrow{fill:none;stroke-width:1.3}.log{stroke-dasharray:4 3}',
  colours(LIGHT),
  `@media(prefers-color-scheme:dark){${colours(DARK)}}`,
].join('');

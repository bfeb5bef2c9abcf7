import type { PictureNode } from './picture';

export type Tone = 'compute' | 'data' | 'identity' | 'network' | 'service';

/** Line drawings of 16 × 16 pixels, and the colour of their node. */
export const ICONS: Readonly<Record<PictureNode['kind'], { readonly path: string; readonly tone: Tone }>> = {
  bucket: { tone: 'data', path: 'M2 4c0-3 12-3 12 0s-12 3-12 0l2 9c0 2 8 2 8 0l2-9' },
  capability: { tone: 'compute', path: 'M2 2h5v5h-5zM9 2h5v5h-5zM2 9h5v5h-5zM9 9h5v5h-5z' },
  choice: { tone: 'identity', path: 'M8 1l7 7-7 7-7-7zM6 6c0-3 4-3 4 0c0 1.5-2 1.5-2 3M8 11v.5' },
  endpoint: { tone: 'network', path: 'M1 8h5M10 8h5M6 4h4v8h-4z' },
  external: { tone: 'service', path: 'M4 13a3 3 0 0 1 0-6a4 4 0 0 1 8-1a3.5 3.5 0 0 1 0 7z' },
  failure: { tone: 'identity', path: 'M3 3l10 10M13 3l-10 10' },
  'flow log': { tone: 'network', path: 'M1 5h10l-3-3M15 11h-10l3 3' },
  function: { tone: 'compute', path: 'M3 2h3l6 12h2M7 6l-5 8' },
  guardrail: { tone: 'identity', path: 'M8 1l6 2v5c0 4-3 6-6 7c-3-1-6-3-6-7v-5z' },
  interfaces: { tone: 'network', path: 'M3 2h10v8h-10zM6 10v4M10 10v4M1 14h14' },
  key: { tone: 'identity', path: 'M9 7a3.5 3.5 0 1 0-2 2l1 1h2v2h2v2h3v-3z' },
  'knowledge base': { tone: 'service', path: 'M2 3c2-1 4-1 6 1c2-2 4-2 6-1v10c-2-1-4-1-6 1c-2-2-4-2-6-1zM8 4v10' },
  'log group': { tone: 'data', path: 'M3 1h7l3 3v11h-10zM5 7h6M5 10h6M5 13h3' },
  person: { tone: 'identity', path: 'M8 8a3.2 3.2 0 1 0 0-6a3.2 3.2 0 0 0 0 6M2 15c0-7 12-7 12 0' },
  pipe: { tone: 'compute', path: 'M1 5h14M1 11h14M4 3v10M12 3v10' },
  queue: { tone: 'data', path: 'M1 4h4v8h-4zM6 4h4v8h-4zM11 4h4v8h-4z' },
  role: {
    tone: 'identity',
    path: 'M2 3h12v10h-12zM6 8a1.5 1.5 0 1 0 0-3a1.5 1.5 0 0 0 0 3M4 11c0-3 4-3 4 0M10 6h2M10 9h2',
  },
  rule: { tone: 'compute', path: 'M9 1l-6 8h4l-1 6l6-8h-4z' },
  success: { tone: 'data', path: 'M2 9l4 4 8-10' },
  task: { tone: 'compute', path: 'M3 3h10v10h-10zM6 8h4M8 6l2 2-2 2' },
  vectors: { tone: 'data', path: 'M3 13v-11M3 13h11M3 13l8-8M8 5h3v3M6 13l7-3' },
  wait: { tone: 'network', path: 'M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14M8 4v4l3 2' },
  workflow: { tone: 'compute', path: 'M5 2h6v3h-6zM1 11h6v3h-6zM9 11h6v3h-6zM8 5v3M4 11v-3h8v3' },
};

/** Sign on a node that the customer managed key encrypts. */
export const KEY_SIGN = ICONS.key.path;

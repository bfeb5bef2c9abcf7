import type { Edit } from '../../../../domain/clinical-note/edits';
import type { ReviewData, SigningAnswer } from '../../review/review-data';
import { decodeBase64 } from './decode-base64';

/** Source of a page: the review command that serves it, or the file that contains it. */
export interface Connection {
  load(): Promise<ReviewData>;
  /** Returns the address of the recording, if there is one. */
  recording(): Promise<string | undefined>;
  saveLooked(sentences: readonly string[]): Promise<void>;
  saveEdits(edits: readonly Edit[]): Promise<void>;
  sign(name: string): Promise<SigningAnswer>;
  /** Tells that somebody works on the page. */
  active(): Promise<void>;
}

/** Returns the connection of this page: a file contains its data, a served page loads it. */
export function connect(): Connection {
  const data = document.getElementById('review-data');
  return data ? fileConnection(data) : serverConnection();
}

const refused = (): Promise<never> => Promise.reject(new Error('A file cannot be signed'));
const nothing = () => Promise.resolve();

const fileConnection = (data: Element): Connection => ({
  load: () => Promise.resolve(JSON.parse(data.textContent ?? '') as ReviewData),
  recording: () => {
    const block = document.getElementById('recording');
    if (!block?.textContent) return Promise.resolve(undefined);
    const type = block.getAttribute('data-type') ?? '';
    return Promise.resolve(URL.createObjectURL(new Blob(decodeBase64(block.textContent), { type })));
  },
  saveLooked: nothing,
  saveEdits: nothing,
  sign: refused,
  active: nothing,
});

function serverConnection(): Connection {
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  addEventListener('pagehide', () => navigator.sendBeacon('leave'));
  return {
    load: async () => (await fetch('review')).json() as Promise<ReviewData>,
    recording: () => Promise.resolve('recording'),
    saveLooked: async (sentences) => void (await post('looked', { sentences })),
    saveEdits: async (edits) => void (await post('edits', { edits })),
    sign: async (name) => (await post('sign', { name })) as SigningAnswer,
    active: async () => void (await post('active', {})),
  };
}

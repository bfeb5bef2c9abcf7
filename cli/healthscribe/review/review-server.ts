import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readEdits } from '../../../domain/clinical-note/stored-files';
import { type PageDocument, servedPage } from './page-document';
import { admit } from './request-guard';
import { readBody, sendJson, sendPage, sendRecording, sendStatus } from './respond';
import type { ReviewData } from './review-data';
import { reviewDataOf } from './review-data-of';
import type { ReviewSession } from './review-session';

/** Reason why a review has ended. */
export type ReviewEnd = 'closed' | 'idle' | 'stopped';

interface ReviewOptions {
  /** Minutes without a request after which the server ends. */
  readonly idleMinutes: number;
  readonly language?: 'en' | 'ko' | undefined;
  /** Seconds after which a closed page ends the server: a page that is loaded again goes on. @default 15 */
  readonly graceSeconds?: number;
}

/** Serves one review on the loopback interface, until its page is closed or nobody works on it. */
export class ReviewServer {
  private readonly token = randomBytes(32).toString('base64url');
  private readonly page: PageDocument = servedPage();
  private readonly server: Server;
  private timer: NodeJS.Timeout | undefined;
  private end: (reason: ReviewEnd) => void = () => undefined;
  /** Resolves when the server has ended. */
  readonly ended: Promise<ReviewEnd>;

  private constructor(
    private readonly session: ReviewSession,
    private readonly options: ReviewOptions,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => {
        // The message could quote the consultation.
        if (response.headersSent) response.destroy();
        else sendStatus(response, 500);
      });
    });
    this.ended = new Promise((resolve) => {
      this.end = (reason) => {
        clearTimeout(this.timer);
        this.server.close(() => resolve(reason));
        this.server.closeAllConnections();
      };
    });
  }

  static async start(session: ReviewSession, options: ReviewOptions): Promise<ReviewServer> {
    const review = new ReviewServer(session, options);
    await new Promise<void>((resolve, reject) => {
      review.server.once('error', reject);
      review.server.listen(0, '127.0.0.1', resolve);
    });
    review.stay();
    return review;
  }

  get url(): string {
    return `http://${this.host}/${this.token}/`;
  }

  stop(): void {
    this.end('stopped');
  }

  private get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo | null)?.port}`;
  }

  /** Ends later, unless another request comes. */
  private stay(seconds = this.options.idleMinutes * 60, reason: ReviewEnd = 'idle'): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(reason), seconds * 1000);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const admitted = admit(request, this.host, this.token);
    if (typeof admitted === 'number') {
      sendStatus(response, admitted);
      return;
    }
    this.stay();
    const { method, path } = admitted;
    const { recording } = this.session.consultation;
    if (method === 'POST') await this.change(path, request, response);
    else if (path === '') sendPage(response, this.page.html, this.page.policy);
    else if (path === 'review') sendJson(response, this.data());
    else if (path === 'recording' && recording) await sendRecording(request, response, recording);
    else sendStatus(response, 404);
  }

  private async change(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isJson = request.headers['content-type'] === 'application/json';
    const body = isJson ? await readBody(request) : undefined;
    const answer = body ? await this.answerTo(path, body) : 400;
    if (path === 'leave') this.stay(this.options.graceSeconds ?? 15, 'closed');
    if (typeof answer === 'number') sendStatus(response, answer);
    else sendJson(response, answer);
  }

  /** Returns what is answered to a request of the page: an object or a status. */
  private async answerTo(path: string, body: Readonly<Record<string, unknown>>): Promise<object | number> {
    const { session } = this;
    const { name, sentences, edits: sent, revision } = body;
    if (path === 'active') return 204;
    if (path === 'looked' && isTexts(sentences)) return await session.look(sentences);
    if (path === 'leave' && sent === undefined) return 204;
    if (typeof revision !== 'number') return 400;
    if (path === 'sign' && typeof name === 'string') return await session.sign(name, revision);
    const edits = readEdits(sent);
    if ((path !== 'edits' && path !== 'leave') || !edits) return 400;
    return (await session.edit(edits, revision)) ?? 409;
  }

  private data(): ReviewData {
    const { idleMinutes, language } = this.options;
    const { recording, signer, afterSigning } = this.session.consultation;
    return reviewDataOf(this.session, {
      recording: recording ? 'served' : 'absent',
      signing: { by: 'server', signer: signer.name, idleMinutes, after: afterSigning },
      language,
    });
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string');

import type { Request } from './demand';
import { Random } from './random';
import { Timeline } from './timeline';
import { TokenBucket } from './token-bucket';

/** Limits that requests meet. Infinity: no limit. */
export interface System {
  /** Executions of the function at once. */
  readonly concurrency: number;
  /** Environments that Lambda starts at once, and a tenth of it each second after. */
  readonly newEnvironments: number;
  /** Quotas by the index of the model. */
  readonly tokensPerMinute: readonly number[];
  /** Quotas by the index of the model. */
  readonly requestsPerMinute: readonly number[];
  /** `throttle`: the caller gets an error and tries again later, as on AWS. `queue`: it waits for a slot, in order. */
  readonly whenBusy: 'throttle' | 'queue';
  /** Attempts of a caller, the first included. */
  readonly attempts: number;
  readonly seed: number;
}

export interface Outcome {
  readonly requests: number;
  readonly answered: number;
  /** Requests without an answer after all attempts. */
  readonly refused: number;
  /** Attempts that met a limit, by limit. */
  readonly throttled: Readonly<Record<ThrottledBy, number>>;
  readonly attempts: number;
  /** Seconds from the first attempt to the one that is served, for each answer, sorted. */
  readonly waits: Float64Array;
  /** Seconds from the first attempt to the end of the answer, sorted. */
  readonly latencies: Float64Array;
  /** Highest number of executions at once, in each second. */
  readonly running: readonly number[];
  /** Second in which the last answer ended. */
  readonly end: number;
}

export type ThrottledBy = 'concurrency' | 'new environments' | 'requests' | 'tokens';

/** Delays of the AWS SDKs in standard mode after an error of throttling: a random part of a time that doubles. */
const FIRST_DELAY_SECONDS = 0.5;
const LONGEST_DELAY_SECONDS = 20;

interface Attempt {
  readonly request: Request;
  readonly number: number;
}

/** Simulates requests from a system without load on, event by event. The same input gives the same outcome. */
export function simulate(requests: Iterable<Request>, system: System): Outcome {
  return new Simulation(system).run(requests);
}

class Simulation {
  private readonly ends = new Timeline<Request>();
  private readonly retries = new Timeline<Attempt>();
  private readonly queue: Request[] = [];
  private queueHead = 0;
  private readonly random: Random;
  private readonly environments: TokenBucket;
  private readonly tokens: readonly TokenBucket[];
  private readonly requests: readonly TokenBucket[];
  private running = 0;
  private started = 0;
  private readonly waits: number[] = [];
  private readonly latencies: number[] = [];
  private readonly peaks: number[] = [];
  private readonly throttled = { concurrency: 0, 'new environments': 0, requests: 0, tokens: 0 };
  private readonly counts = { requests: 0, refused: 0, attempts: 0 };
  private end = 0;

  constructor(private readonly system: System) {
    this.random = new Random(system.seed);
    this.environments = new TokenBucket(system.newEnvironments, system.newEnvironments / 10);
    const minutely = (quota: number) => new TokenBucket(quota, quota / 60);
    this.tokens = system.tokensPerMinute.map(minutely);
    this.requests = system.requestsPerMinute.map(minutely);
  }

  run(requests: Iterable<Request>): Outcome {
    for (const request of requests) {
      this.advance(request.at);
      this.counts.requests += 1;
      this.attempt({ request, number: 1 }, request.at);
    }
    this.advance(Number.POSITIVE_INFINITY);
    return {
      ...this.counts,
      answered: this.latencies.length,
      throttled: this.throttled,
      waits: Float64Array.from(this.waits).sort(),
      latencies: Float64Array.from(this.latencies).sort(),
      running: this.peaks,
      end: this.end,
    };
  }

  /** Handles everything that happens up to a time. */
  private advance(until: number): void {
    for (;;) {
      const now = Math.min(this.ends.next, this.retries.next);
      if (now > until || now === Number.POSITIVE_INFINITY) return;
      if (this.ends.next <= this.retries.next) this.finish(this.ends.take(), now);
      else {
        const attempt = this.retries.take();
        if (attempt) this.attempt(attempt, now);
      }
    }
  }

  private attempt(attempt: Attempt, now: number): void {
    this.counts.attempts += 1;
    const { request, number } = attempt;
    const refusal = this.refusal(request, now);
    if (refusal === undefined) this.serve(request, now);
    else if (this.system.whenBusy === 'queue' && refusal === 'concurrency') this.queue.push(request);
    else {
      this.throttled[refusal] += 1;
      if (number < this.system.attempts) this.retryLater(attempt, now);
      else this.counts.refused += 1;
    }
  }

  private retryLater({ request, number }: Attempt, now: number): void {
    const longest = Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (number - 1));
    this.retries.add(now + this.random.next() * longest, { request, number: number + 1 });
  }

  private refusal({ model, reserved }: Request, now: number): ThrottledBy | undefined {
    if (this.running >= this.system.concurrency) return 'concurrency';
    const isNew = this.running >= this.started;
    if (isNew && !this.environments.take(1, now)) return 'new environments';
    // An environment that has started stays, whatever the model answers.
    if (isNew) this.started += 1;
    if (this.requests[model]?.take(1, now) === false) return 'requests';
    return this.tokens[model]?.take(reserved, now) === false ? 'tokens' : undefined;
  }

  private serve(request: Request, now: number): void {
    this.observe(now);
    this.running += 1;
    this.observe(now);
    this.waits.push(now - request.at);
    this.ends.add(now + request.duration, request);
  }

  private finish(request: Request | undefined, now: number): void {
    if (!request) return;
    this.observe(now);
    this.running -= 1;
    this.end = now;
    this.latencies.push(now - request.at);
    this.tokens[request.model]?.settle(request.reserved - request.used, now);
    for (let waiting = this.queue[this.queueHead]; waiting && this.running < this.system.concurrency; ) {
      this.queueHead += 1;
      this.attempt({ request: waiting, number: 1 }, now);
      waiting = this.queue[this.queueHead];
    }
  }

  /** Notes how many executions run; they have not changed since the event before. */
  private observe(now: number): void {
    const second = Math.floor(now);
    while (this.peaks.length <= second) this.peaks.push(this.running);
    this.peaks[second] = Math.max(this.peaks[second] ?? 0, this.running);
  }
}

/** Returns a percentile of sorted values; 0 without values. @param part from 0 to 1 */
export const percentile = (sorted: Float64Array, part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;

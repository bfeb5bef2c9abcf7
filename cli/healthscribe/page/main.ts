import { connect } from './connection/connection';
import { byId } from './dom';
import { ReviewPage } from './review-page';

/** Milliseconds between two messages that somebody works on the page. */
const ACTIVE_EVERY = 60_000;

// The frame of the page is painted before its content is loaded.
requestAnimationFrame(() => setTimeout(() => void start()));

async function start(): Promise<void> {
  const connection = connect();
  const data = await connection.load();
  const page = new ReviewPage(data, connection);
  await page.show();
  if (data.signing.by === 'server')
    endWhenIdle(page, data.signing.idleMinutes * 60_000, () => void connection.active());
  byId('transcript').dataset.state = 'drawn';
}

/** Removes everything from the page when nobody works on it: the server ends at the same time. */
function endWhenIdle(page: ReviewPage, idle: number, onActive: () => void): void {
  let last = Date.now();
  let told = last;
  const onInput = () => {
    last = Date.now();
    if (last - told < ACTIVE_EVERY) return;
    told = last;
    onActive();
  };
  for (const event of ['keydown', 'pointerdown', 'wheel'] as const) {
    addEventListener(event, onInput, { passive: true, capture: true });
  }
  const timer = setInterval(() => {
    if (Date.now() - last < idle) return;
    clearInterval(timer);
    page.end();
  }, 5_000);
}

import { byId, clock, make } from '../dom';
import { write, writeAttribute } from '../language';

const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

/** Player of the recording. Tells where it is, so that the transcript follows. */
export class Player {
  private readonly audio = make('audio', { preload: 'metadata' });
  private readonly toggleButton = make('button', { type: 'button', class: 'play' });
  private readonly slider: HTMLInputElement;
  private readonly time = make('span', { class: 'clock' });
  private pending: number | undefined;
  private isUsable = false;

  /** @param onTime receives the position while it plays, and undefined when it stops */
  constructor(
    private readonly seconds: number,
    private readonly onTime: (seconds: number | undefined) => void,
  ) {
    this.slider = make('input', { type: 'range', min: '0', max: String(Math.max(1, Math.ceil(seconds))), value: '0' });
    this.build();
    this.listen();
    this.show();
  }

  /** Loads the recording. @param url undefined if there is none */
  load(url: string | undefined): void {
    byId('player').hidden = false;
    this.isUsable = url !== undefined;
    if (url === undefined) this.fail('noRecording');
    else this.audio.src = url;
  }

  playFrom(seconds: number): void {
    if (!this.isUsable) return;
    if (this.audio.readyState === 0) this.pending = seconds;
    else this.audio.currentTime = seconds;
    this.show(seconds);
    // A browser may refuse to play: the position is set all the same.
    this.audio.play().catch(() => undefined);
  }

  toggle(): void {
    if (!this.isUsable) return;
    if (this.audio.paused) this.audio.play().catch(() => undefined);
    else this.audio.pause();
  }

  pause(): void {
    this.audio.pause();
  }

  private build(): void {
    const back = make('button', { type: 'button' });
    write(back, 'back');
    back.addEventListener('click', () => {
      this.audio.currentTime = Math.max(0, this.audio.currentTime - 5);
    });
    writeAttribute(this.slider, 'aria-label', 'position');
    const speed = make(
      'select',
      {},
      ...SPEEDS.map((rate) => make('option', { value: String(rate), selected: rate === 1 }, `${rate} ×`)),
    );
    writeAttribute(speed, 'aria-label', 'speed');
    speed.addEventListener('change', () => {
      this.audio.playbackRate = Number(speed.value);
    });
    this.toggleButton.addEventListener('click', () => this.toggle());
    write(this.toggleButton, 'play');
    byId('player').replaceChildren(this.toggleButton, back, this.slider, this.time, speed, this.audio);
  }

  private listen(): void {
    this.slider.addEventListener('input', () => {
      this.audio.currentTime = Number(this.slider.value);
    });
    this.audio.addEventListener('loadedmetadata', () => {
      if (this.pending !== undefined) this.audio.currentTime = this.pending;
      this.pending = undefined;
    });
    for (const event of ['timeupdate', 'seeked'] as const) {
      this.audio.addEventListener(event, () => {
        this.show();
        if (!this.audio.paused) this.onTime(this.audio.currentTime);
      });
    }
    for (const event of ['play', 'pause', 'ended'] as const) {
      this.audio.addEventListener(event, () => {
        write(this.toggleButton, this.audio.paused ? 'play' : 'pause');
        this.toggleButton.toggleAttribute('data-playing', !this.audio.paused);
        if (this.audio.paused) this.onTime(undefined);
      });
    }
    this.audio.addEventListener('error', () => this.fail('cannotPlay'));
  }

  private show(at = this.audio.currentTime): void {
    this.time.textContent = `${clock(at)} / ${clock(this.seconds)}`;
    this.slider.value = String(at);
    this.slider.setAttribute('aria-valuetext', clock(at));
  }

  private fail(reason: 'noRecording' | 'cannotPlay'): void {
    this.isUsable = false;
    const said = make('span');
    write(said, reason);
    byId('player').replaceChildren(said);
  }
}

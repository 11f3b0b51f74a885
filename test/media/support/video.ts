/** Video for tests: a painted camera, and a reader of the received colour. */
import { until } from './audio.js';

export type Colour = 'red' | 'green' | 'blue' | 'black';

/** A camera that shows one colour. */
export class Card {
  readonly #canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
  readonly #timer: ReturnType<typeof setInterval>;
  readonly track: MediaStreamTrack;

  constructor(colour: Colour) {
    const context = this.#canvas.getContext('2d')!;
    const paint = (): void => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 160, 120);
    };
    paint();
    // A canvas produces a frame only when something is painted.
    this.#timer = setInterval(paint, 50);
    this.track = this.#canvas.captureStream(20).getVideoTracks()[0]!;
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

/** Reads the colour of a stream through a video element. */
export class Eye {
  readonly #video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, playsInline: true });
  readonly #context = Object.assign(document.createElement('canvas'), { width: 4, height: 4 }).getContext('2d', {
    willReadFrequently: true,
  })!;

  constructor(stream: MediaStream) {
    this.#video.srcObject = stream;
    document.body.append(this.#video);
  }

  /** The colour in the middle of the newest frame; undefined before the first one. */
  colour(): Colour | undefined {
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
    this.#context.drawImage(this.#video, 0, 0, 4, 4);
    const [red = 0, green = 0, blue = 0] = this.#context.getImageData(2, 2, 1, 1).data;
    if (Math.max(red, green, blue) < 40) return 'black';
    return red > green && red > blue ? 'red' : green > blue ? 'green' : 'blue';
  }

  async sees(colour: Colour): Promise<void> {
    await until(() => (this.colour() === colour ? true : undefined), `${colour} is seen`);
  }

  close(): void {
    this.#video.srcObject = null;
    this.#video.remove();
  }
}

/**
 * Video of one call: the local camera or screen, and the remote video (WebRTC §5.2, Screen Capture §5).
 * Subjects: video of a call, start and stop; screen sharing of a call; camera switched in a call.
 */

import type { CallMedia } from '../../media/index.js';
import { OperationQueue } from '../../sip/base/operation-queue.js';
import { phoneError } from '../error-causes.js';
import { PhoneError } from '../phone-error.js';
import type { VideoState } from './media-state.js';

type Shown = VideoState['local'];

interface CallVideoOptions {
  readonly open: (what: 'camera' | 'screen') => Promise<MediaStreamTrack>;
  /** Sends a re-INVITE, so that the remote party learns that video begins or ends. */
  readonly reinvite: () => Promise<void>;
  readonly show: (picture: VideoState) => void;
}

export class CallVideo {
  readonly #options: CallVideoOptions;
  readonly #queue = new OperationQueue();
  #media: CallMedia | undefined;
  #local: Shown = 'none';
  #track: MediaStreamTrack | undefined;
  #stream: MediaStream | undefined;
  #held = false;
  #closed = false;

  constructor(options: CallVideoOptions) {
    this.#options = options;
  }

  get local(): Shown {
    return this.#local;
  }

  /** Streams for `<video>` elements; an object changes only when its video does. */
  get videoStreams(): { readonly local: MediaStream | undefined; readonly remote: MediaStream | undefined } {
    return { local: this.#stream, remote: this.#hasRemote ? this.#media?.remoteVideo : undefined };
  }

  /** No video is sent during hold. */
  set held(held: boolean) {
    this.#held = held;
    this.#media?.muteVideo(held);
  }

  /** Takes the media of the call, also when it replaces an earlier one; its first description includes the track. */
  attach(media: CallMedia): void {
    this.#media = media;
    media.muteVideo(this.#held);
    if (this.#track) void media.show(this.#track).catch(() => undefined);
    media.on('track', (track) => this.#watch(track));
    for (const track of media.remoteVideo.getVideoTracks()) this.#watch(track);
  }

  /** Opens the camera before the call is answered, so that the first description includes it. Rejects with a `PhoneError`. */
  prepare(): Promise<void> {
    return this.#inTurn(async () => {
      const track = await this.#options.open('camera');
      if (this.#closed) return track.stop();
      this.#take('camera', track);
      await this.#media?.show(track);
    });
  }

  /** Sends another video, also another camera. Rejects with a `PhoneError`; the earlier video continues then. */
  show(what: Shown): Promise<void> {
    return this.#inTurn(async () => {
      if (what === 'none') return this.#end();
      const track = await this.#options.open(what);
      try {
        await this.#send(track);
        if (this.#closed) throw new PhoneError('already-ended');
      } catch (error) {
        track.stop();
        await this.#media?.show(this.#track).catch(() => undefined);
        throw error;
      }
      this.#take(what, track);
    });
  }

  /** The call is active, so its state includes video. Video that the first description lacked is offered now. */
  up(): void {
    if (this.#track || this.#hasRemote) this.#tell();
    void this.#inTurn(() => (this.#track ? this.#send(this.#track) : Promise.resolve())).catch(() => {
      this.#drop();
      this.#tell();
    });
  }

  close(): void {
    this.#closed = true;
    this.#queue.close();
    this.#drop();
  }

  /** Rejects where the remote party rejects the offer or its video. */
  async #send(track: MediaStreamTrack): Promise<void> {
    if (!(await this.#media?.show(track))) return;
    await this.#options.reinvite();
    // During hold the answer does not show whether video is accepted.
    if (!this.#held && !this.#closed && (await this.#media?.show(track))) throw new PhoneError('incompatible');
  }

  async #end(): Promise<void> {
    if (!this.#track) return;
    this.#drop();
    this.#tell();
    await this.#media?.show(undefined);
    await this.#options.reinvite();
  }

  #take(what: Shown, track: MediaStreamTrack): void {
    this.#drop();
    this.#local = what;
    this.#track = track;
    this.#stream = new MediaStream([track]);
    // The camera was unplugged, or the user ended screen sharing in the browser.
    track.onended = () => {
      if (this.#track === track) void this.show('none').catch(() => undefined);
    };
    this.#tell();
  }

  #drop(): void {
    if (this.#track) this.#track.onended = null;
    this.#track?.stop();
    this.#track = this.#stream = undefined;
    this.#local = 'none';
  }

  #watch(track: MediaStreamTrack): void {
    if (track.kind !== 'video') return;
    for (const event of ['mute', 'unmute', 'ended']) track.addEventListener(event, () => this.#tell());
    this.#tell();
  }

  get #hasRemote(): boolean {
    const tracks = this.#media?.remoteVideo.getVideoTracks() ?? [];
    return tracks.some((track) => !track.muted && track.readyState === 'live');
  }

  #tell(): void {
    if (!this.#closed) this.#options.show({ local: this.#local, remote: this.#hasRemote });
  }

  async #inTurn(run: () => Promise<void>): Promise<void> {
    try {
      await this.#queue.add(run);
    } catch (error) {
      throw phoneError(error);
    }
  }
}

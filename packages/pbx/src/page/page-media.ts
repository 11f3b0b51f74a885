/**
 * The media of an extension in a page: a peer connection, and Web Audio for the audio that it plays (WebRTC 1.0 §5, Web Audio 1.1).
 * Subjects: media of an extension in a page.
 */

import { SipError, messageOf } from '../../../../src/sip/base/errors.js';
import type { ExtensionMedia } from '../media/extension-media.js';
import { keepEventsOfRate } from '../media/offer-filter.js';
import { Player } from '../media/player.js';
import { reduceToAudio, restoreSections } from '../media/sections.js';
import { FRAME, SAMPLE_RATE, type AudioSource } from '../media/tone.js';

/** Seconds between a frame and its playback: frames are made by a timer, which the page may delay. */
const LEAD = 0.08;

interface Peer {
  readonly connection: RTCPeerConnection;
  readonly context: AudioContext;
  /** The audio that is sent. */
  readonly output: MediaStreamAudioDestinationNode;
  /** The gain of the echo: 1 while the extension echoes. */
  readonly echo: GainNode;
  readonly player: Player;
}

export class PageMedia implements ExtensionMedia {
  #peer: Peer | undefined;
  #isEcho = false;
  /** Aborted when the call has ended. */
  readonly #end = new AbortController();
  /** When the next frame sounds, in seconds of the audio context. */
  #next = 0;

  async answer(offer: string): Promise<string> {
    const reduced = reduceToAudio(offer);
    if (!reduced) throw new SipError('media', 'the offer has no audio', { statusCode: 488 });
    const { connection } = this.#open();
    try {
      // A page does not receive RTP events: without them in the answer the phone sends INFO (RFC 6086).
      await connection.setRemoteDescription({ type: 'offer', sdp: keepEventsOfRate(reduced.sdp, 0) });
      for (const transceiver of connection.getTransceivers()) transceiver.direction = 'sendrecv';
      await connection.setLocalDescription();
      return restoreSections(await this.#gathered(connection), reduced.refused);
    } catch (error) {
      const words = `the offer cannot be answered: ${messageOf(error)}`;
      throw new SipError('media', words, { statusCode: 488, cause: error });
    }
  }

  async offer(): Promise<string> {
    const { connection } = this.#open();
    await connection.setLocalDescription();
    return this.#gathered(connection);
  }

  async accept(answer: string): Promise<void> {
    try {
      await this.#peer?.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    } catch (error) {
      throw new SipError('media', `the answer cannot be taken: ${messageOf(error)}`, { cause: error });
    }
  }

  get direction(): ExtensionMedia['direction'] {
    const direction = this.#peer?.connection.getTransceivers()[0]?.currentDirection;
    return direction === 'stopped' ? 'inactive' : (direction ?? undefined);
  }

  get connected(): boolean {
    return this.#peer?.connection.connectionState === 'connected';
  }

  async ready(): Promise<void> {
    const connection = this.#peer?.connection;
    if (!connection) throw new SipError('invalid-state', 'there is no media yet');
    await this.#when(connection, 'connectionstatechange', () => connection.connectionState === 'connected');
  }

  /** The phone is in this page, so it is there while this code runs. */
  get silence(): number {
    return 0;
  }

  get canPlay(): boolean {
    return this.#peer !== undefined;
  }

  echo(on = true): void {
    this.#peer?.player.stop();
    this.#setEcho(on);
  }

  async play(source: AudioSource): Promise<void> {
    this.#setEcho(false);
    await this.#peer?.player.play(source);
  }

  stop(): void {
    this.#setEcho(false);
    this.#peer?.player.stop();
  }

  write(frame: Int16Array): void {
    if (!this.#peer) return;
    const { context, output } = this.#peer;
    const buffer = context.createBuffer(1, FRAME, SAMPLE_RATE);
    buffer.copyToChannel(
      Float32Array.from(frame, (sample) => sample / 32_768),
      0,
    );
    const node = new AudioBufferSourceNode(context, { buffer });
    node.connect(output);
    if (this.#next < context.currentTime) this.#next = context.currentTime + LEAD;
    node.start(this.#next);
    this.#next += buffer.duration;
  }

  async close(): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#end.abort(new SipError('canceled', 'the call has ended'));
    this.#peer?.player.stop();
    this.#peer?.connection.close();
    await this.#peer?.context.close();
  }

  #setEcho(on: boolean): void {
    this.#isEcho = on;
    if (this.#peer) this.#peer.echo.gain.value = on ? 1 : 0;
  }

  #open(): Peer {
    this.#end.signal.throwIfAborted();
    return (this.#peer ??= this.#make());
  }

  #make(): Peer {
    const connection = new RTCPeerConnection();
    const context = new AudioContext();
    void context.resume();
    const output = context.createMediaStreamDestination();
    const echo = new GainNode(context, { gain: this.#isEcho ? 1 : 0 });
    echo.connect(output);
    for (const track of output.stream.getAudioTracks()) connection.addTrack(track, output.stream);
    connection.addEventListener('track', ({ track }) => {
      const stream = new MediaStream([track]);
      // Chromium passes a remote track to Web Audio only while an element plays it.
      const element = Object.assign(new Audio(), { muted: true, srcObject: stream });
      element.play().catch(() => {}); // closed before it played
      context.createMediaStreamSource(stream).connect(echo);
    });
    const player = new Player((frame) => this.write(frame));
    return { connection, context, output, echo, player };
  }

  /** The local description with all of its candidates: extensions do not trickle. */
  async #gathered(connection: RTCPeerConnection): Promise<string> {
    await this.#when(connection, 'icegatheringstatechange', () => connection.iceGatheringState === 'complete');
    return connection.localDescription?.sdp ?? '';
  }

  /** Resolves when the condition holds; rejects when the call ends before. */
  #when(connection: RTCPeerConnection, event: string, isSo: () => boolean): Promise<void> {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const { signal } = this.#end;
      const stop = new AbortController();
      const settle = (): void => {
        if (!isSo()) return;
        stop.abort();
        resolve();
      };
      connection.addEventListener(event, settle, { signal: stop.signal });
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: stop.signal });
    });
  }
}

/**
 * Offer and answer of one call over its peer connections (RFC 3264, RFC 8829), one operation at a time (RFC 6337).
 * Subjects: offer and answer in WebRTC; rollback in WebRTC; no common codec; fork answered in WebRTC.
 */

import { messageOf, SipError } from '../sip/base/errors.js';
import type {
  SessionDescription,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from '../sip/session/description-handler.js';
import type { AudioSource } from './audio-source.js';
import type { ConnectionMonitor } from './connection-monitor.js';
import type { HoldState } from './hold-state.js';
import type { OutgoingAudio } from './outgoing-audio.js';
import type { OutgoingVideo } from './outgoing-video.js';
import type { CallConnection } from './peer-connection.js';
import type { CallConnections } from './peer-connections.js';
import { audioDirection, modified } from './sdp.js';
import type { Trickle } from './trickle.js';

/** The parts of a call's media that a description is made of, or changes. */
interface NegotiatedMedia {
  readonly microphone: Pick<AudioSource, 'granted'>;
  readonly audio: OutgoingAudio;
  readonly video: OutgoingVideo;
  readonly connections: CallConnections;
  readonly hold: HoldState;
  readonly monitor: ConnectionMonitor;
  readonly trickle: Trickle;
}

interface NegotiationListener {
  /** An exchange of offer and answer is complete. */
  onAgreed(isRemoteHoldChanged: boolean): void;
  /** Another fork answered than the one of the provisional answer: a new offer is needed. */
  onOtherFork(): void;
}

export class Negotiation {
  readonly #media: NegotiatedMedia;
  readonly #listener: NegotiationListener;
  readonly #peers: CallConnections;
  #isClosed = false;
  #cancel!: (error: SipError) => void;
  /** Rejects on `close()`, as the promises of a closed connection never settle (WebRTC §4.4.1.4). */
  readonly #canceled = new Promise<never>((_resolve, reject) => (this.#cancel = reject));

  constructor(media: NegotiatedMedia, listener: NegotiationListener) {
    this.#canceled.catch(() => undefined);
    this.#media = media;
    this.#peers = media.connections;
    this.#listener = listener;
  }

  /** Creates an offer, or the answer to the offer that was applied. Rejects with a `SipError`. */
  describe(
    options: SessionDescriptionHandlerOptions,
    modifiers: readonly SessionDescriptionHandlerModifier[],
  ): Promise<SessionDescription> {
    return this.#settle('create a description', async () => {
      const { audio, video, hold: holding, microphone } = this.#media;
      // Waits for the permission prompt: a denial prevents the call, and candidates have no usable addresses before it.
      // With a permission, starting the device would only delay the description.
      if (!microphone.granted) await audio.openOrListen();
      this.#checkOpen();
      const peer = this.#peers.forOurs();
      const answering = peer.connection.signalingState === 'have-remote-offer';
      holding.intend(options.hold);
      const hold = holding.intended;
      audio.held = hold;
      if (answering) await peer.answer(audio, video, hold ? 'sendonly' : 'sendrecv', hold);
      else {
        await peer.offerAudio(audio, holding.offered);
        await peer.offerVideo(video, hold);
      }
      this.#checkOpen(peer);
      // Checked before setLocalDescription(), as an answer that is set cannot be rolled back.
      if (answering && audioDirection(await peer.foresee()) === undefined) throw noCommonAudio();
      this.#checkOpen(peer);
      await peer.describe(!answering && options.iceRestart === true);
      this.#checkOpen(peer);
      if (microphone.granted) audio.join();
      if (answering) this.#agree();
      return { body: await peer.send(modifiers), contentType: 'application/sdp' };
    });
  }

  /** Applies the offer or answer of the remote party. Rejects with a `SipError`, for an offer without audio with status 488. */
  apply(
    sdp: string,
    options: SessionDescriptionHandlerOptions,
    modifiers: readonly SessionDescriptionHandlerModifier[],
  ): Promise<void> {
    return this.#settle('apply a description', async () => {
      const { hold, trickle, monitor } = this.#media;
      const isAnswer = this.#expectsAnswer();
      const answer = options.final === false ? 'pranswer' : 'answer';
      const description = await modified({ type: isAnswer ? answer : 'offer', sdp }, modifiers);
      this.#checkOpen();
      const text = description.sdp ?? '';
      if (!isAnswer && audioDirection(text) === undefined) throw noCommonAudio();
      const peer = isAnswer ? this.#peers.forOurs() : this.#peers.forOffer(text);
      const offered = peer.audio?.direction;
      if (!isAnswer) await peer.connection.setRemoteDescription(description);
      else if (!(await peer.takeAnswer(answer, text))) return this.#startOver(answer);
      this.#checkOpen(peer);
      // The answer to an `inactive` offer is always `inactive` and does not show a remote hold.
      if (!isAnswer || offered !== 'inactive') hold.setRemote(audioDirection(text));
      await trickle.described();
      this.#checkOpen(peer);
      if (isAnswer) monitor.expectConnection();
      if (isAnswer && answer === 'answer') this.#agree();
    });
  }

  /** Withdraws an offer of either party that was not answered. */
  rollBack(): Promise<void> {
    return this.#settle('roll back the offer', async () => {
      const { audio, hold: holding } = this.#media;
      const peer = this.#peers.current;
      if (!peer || peer.connection.signalingState === 'stable') return;
      holding.takeBack();
      const { hold } = holding.agreed;
      audio.held = hold;
      const state = peer.connection.signalingState;
      if (this.#peers.goBack()) return;
      // A provisional answer cannot be rolled back (RFC 8829 §4.1.10.2), and a connection without an answer only has
      // transceivers that do not match a later offer.
      if (!peer.connection.currentRemoteDescription) return this.#peers.startOver();
      if (state === 'have-local-offer') await peer.connection.setLocalDescription({ type: 'rollback' });
      else await peer.connection.setRemoteDescription({ type: 'rollback' });
      if (peer.audio) peer.audio.direction = hold ? 'sendonly' : 'sendrecv';
      if (state === 'have-local-offer') await peer.listenAgain();
    });
  }

  /** Rejects the pending operation, and every later one. */
  close(): void {
    this.#isClosed = true;
    this.#cancel(closedError());
  }

  #expectsAnswer(): boolean {
    const { current } = this.#peers;
    const state = current?.connection.signalingState;
    return state === 'have-local-offer' || state === 'have-remote-pranswer' || current?.awaitsFinal === true;
  }

  /** Replaces the connection when another fork answers than the one of the provisional answer, which cannot be replaced. */
  #startOver(type: 'answer' | 'pranswer'): void {
    if (type !== 'answer') return;
    this.#peers.startOver();
    this.#listener.onOtherFork();
  }

  /** Completes an exchange of offer and answer. */
  #agree(): void {
    const isChanged = this.#media.hold.agree();
    this.#peers.settle();
    this.#media.monitor.expectConnection();
    this.#listener.onAgreed(isChanged);
  }

  #checkOpen(peer?: CallConnection): void {
    if (this.#isClosed || (peer && peer !== this.#peers.current)) throw closedError();
  }

  /** Runs one operation and converts its errors to SipError. */
  async #settle<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      this.#checkOpen();
      return await Promise.race([run(), this.#canceled]);
    } catch (error) {
      if (this.#isClosed && !(error instanceof SipError)) throw closedError();
      if (error instanceof SipError) throw error;
      throw new SipError('media', `could not ${what}: ${messageOf(error)}`, { cause: error });
    }
  }
}

/** The error for an offer without usable audio (RFC 3264 §6); the session answers 488 (RFC 3261 §21.4.26). */
function noCommonAudio(): SipError {
  return new SipError('media', 'the offer has no audio section that this browser supports', { statusCode: 488 });
}

function closedError(): SipError {
  return new SipError('canceled', 'the media of this call is closed');
}

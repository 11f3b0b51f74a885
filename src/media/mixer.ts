/**
 * A local conference, mixed with Web Audio (§1): each party hears all others and not itself.
 * Subjects: conference mixing; local conference audio; what each party of a conference hears.
 */

import { leased, type AudioLease, type AudioSource } from './audio-source.js';
import { limiter } from './limiter.js';

/** The used part of a call; `CallMedia` implements it. */
export interface MixedCall {
  readonly remoteStream: MediaStream;
  on(event: 'track', listener: () => void): void;
  off(event: 'track', listener: () => void): void;
  /** Sends this track instead of the microphone; undefined sends the microphone again. */
  sendInstead(track: MediaStreamTrack | undefined): Promise<void>;
}

interface Party {
  readonly call: MixedCall;
  /** The sum of the audio that the party hears. */
  readonly mix: AudioNode;
  readonly destination: MediaStreamAudioDestinationNode;
  source: MediaStreamAudioSourceNode | undefined;
  readonly onTrack: () => void;
}

/**
 * Mixes two or more calls until `close()`. Replaces only the audio that the calls send; the user hears all parties through
 * their calls as before.
 */
export class Mixer {
  readonly #context = new AudioContext();
  readonly #parties: Party[] = [];
  readonly #lease: AudioLease;
  readonly #gate: GainNode;
  #own: MediaStreamAudioSourceNode | undefined;
  readonly #stopFollowing: () => void;

  /** Opens the microphone and adds the calls to a new mix. Rejects with a `MicrophoneError`. */
  static async join(microphone: AudioSource, calls: readonly MixedCall[]): Promise<Mixer> {
    const lease = await microphone.acquire();
    const mixer = leased(lease, () => new Mixer(lease));
    // Not awaited: under the autoplay policy it resolves only after a user gesture.
    void mixer.#context.resume().catch(() => undefined);
    try {
      for (const call of calls) await mixer.add(call);
    } catch (error) {
      await mixer.close();
      throw error;
    }
    return mixer;
  }

  private constructor(lease: AudioLease) {
    this.#lease = lease;
    this.#gate = new GainNode(this.#context);
    this.#follow(lease.track);
    this.#stopFollowing = lease.onTrack((track) => this.#follow(track));
  }

  /** Whether the microphone is muted in the mix; the parties still hear one another. */
  get muted(): boolean {
    return this.#gate.gain.value === 0;
  }

  set muted(muted: boolean) {
    this.#gate.gain.value = muted ? 0 : 1;
  }

  /** Adds a call to the mix. */
  async add(call: MixedCall): Promise<void> {
    const destination = this.#context.createMediaStreamDestination();
    const mix = limiter(this.#context, destination);
    const party: Party = { call, mix, destination, source: undefined, onTrack: () => this.#listen(party) };
    this.#gate.connect(mix);
    for (const other of this.#parties) other.source?.connect(mix);
    this.#parties.push(party);
    this.#listen(party);
    call.on('track', party.onTrack);
    await call.sendInstead(destination.stream.getAudioTracks()[0]);
  }

  /** Removes a call from the mix; it sends the microphone again. */
  async remove(call: MixedCall): Promise<void> {
    const index = this.#parties.findIndex((party) => party.call === call);
    const [party] = index < 0 ? [] : this.#parties.splice(index, 1);
    if (!party) return;
    call.off('track', party.onTrack);
    party.source?.disconnect();
    this.#gate.disconnect(party.mix);
    for (const other of this.#parties) other.source?.disconnect(party.mix);
    try {
      await call.sendInstead(undefined);
    } finally {
      for (const track of party.destination.stream.getTracks()) track.stop();
    }
  }

  /** Ends the mix: every call sends the microphone again. */
  async close(): Promise<void> {
    // `sendInstead` of a call that has ended may reject.
    await Promise.allSettled([...this.#parties].map(({ call }) => this.remove(call)));
    this.#stopFollowing();
    this.#lease.release();
    if (this.#context.state !== 'closed') await this.#context.close();
  }

  /** Connects the audio of a party to the mixes of all others. */
  #listen(party: Party): void {
    party.source?.disconnect();
    party.source = undefined;
    if (party.call.remoteStream.getAudioTracks().length === 0) return;
    party.source = this.#context.createMediaStreamSource(party.call.remoteStream);
    for (const other of this.#parties) if (other !== party) party.source.connect(other.mix);
  }

  #follow(track: MediaStreamTrack | undefined): void {
    this.#own?.disconnect();
    this.#own = track && this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#own?.connect(this.#gate);
  }
}

/** A conference of three, mixed in the page (Web Audio §1): each party hears the other two and never itself. */

import type { AudioLease, AudioSource } from './audio-source.js';

/** What the mixer has to know of a call. `CallMedia` is one. */
export interface MixedCall {
  readonly remoteStream: MediaStream;
  on(event: 'track', listener: () => void): unknown;
  off(event: 'track', listener: () => void): unknown;
  /** Sends this instead of the microphone; undefined for the microphone again. */
  sendInstead(track: MediaStreamTrack | undefined): Promise<void>;
}

/**
 * Voices that come together are held below full scale, where they would be cut (Web Audio §1.19), and at once, also where
 * four begin in the same moment. It begins 4 dB below; a voice alone that is not that loud stays as it is.
 */
const LIMIT: DynamicsCompressorOptions = { threshold: -4, knee: 0, ratio: 20, attack: 0.001, release: 0.25 };
/** Takes back what the node adds to everything: 0.6 of what it takes from a sound at full scale (§1.19.4). */
const WITHOUT_MAKEUP = 10 ** ((LIMIT.threshold! * (1 - 1 / LIMIT.ratio!) * 0.6) / 20);

interface Party {
  readonly call: MixedCall;
  /** Where the voices come together that the party hears. */
  readonly mix: AudioNode;
  readonly destination: MediaStreamAudioDestinationNode;
  source: MediaStreamAudioSourceNode | undefined;
  readonly onTrack: () => void;
}

/**
 * Mixes calls together until `close()`. The person here hears all parties by their calls as before; the mix is only what
 * is sent. Works for two calls (a three-way call) and for more.
 */
export class Mixer {
  readonly #context = new AudioContext();
  readonly #parties: Party[] = [];
  readonly #lease: AudioLease;
  readonly #gate: GainNode;
  #own: MediaStreamAudioSourceNode | undefined;
  readonly #stopFollowing: () => void;

  /** Opens the microphone for the mix and joins the calls. Rejects with a `MicrophoneError`. */
  static async join(microphone: AudioSource, calls: readonly MixedCall[]): Promise<Mixer> {
    const lease = await microphone.acquire();
    const mixer = new Mixer(lease);
    // Where sound has to wait for a gesture this does not resolve before it.
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

  /** Whether the person here is heard by nobody, while the parties still hear one another. */
  get muted(): boolean {
    return this.#gate.gain.value === 0;
  }

  set muted(muted: boolean) {
    this.#gate.gain.value = muted ? 0 : 1;
  }

  /** Takes one more call into the mix. */
  async add(call: MixedCall): Promise<void> {
    const destination = this.#context.createMediaStreamDestination();
    const mix = new DynamicsCompressorNode(this.#context, LIMIT);
    mix.connect(new GainNode(this.#context, { gain: WITHOUT_MAKEUP })).connect(destination);
    const party: Party = { call, mix, destination, source: undefined, onTrack: () => this.#listen(party) };
    this.#gate.connect(mix);
    for (const other of this.#parties) other.source?.connect(mix);
    this.#parties.push(party);
    this.#listen(party);
    call.on('track', party.onTrack);
    await call.sendInstead(destination.stream.getAudioTracks()[0]);
  }

  /** Takes a call out of the mix, because it ended or shall go on alone; it sends the microphone again. */
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
    // A call that has ended in the meantime sends nothing any more, and says so.
    await Promise.allSettled([...this.#parties].map(({ call }) => this.remove(call)));
    this.#stopFollowing();
    this.#lease.release();
    if (this.#context.state !== 'closed') await this.#context.close();
  }

  /** Gives what a party says to all others. */
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

/** One RTCPeerConnection of a call and its transceivers (RFC 8829 §3.4). A call gets another link when the far end becomes another one. */

import type { MediaSettings } from './options.js';
import type { OutgoingSound } from './outgoing-sound.js';
import { fingerprintsOf } from './wire.js';

export class Link {
  readonly connection: RTCPeerConnection;
  readonly #settings: MediaSettings;
  /** Names our tracks for far sides that group by it (RFC 8830). */
  readonly #localStream = new MediaStream();

  constructor(settings: MediaSettings, onTrack: (track: MediaStreamTrack) => void) {
    this.#settings = settings;
    this.connection = new RTCPeerConnection(settings.configuration);
    this.connection.addEventListener('track', (event) => onTrack(event.track));
  }

  /**
   * The transceiver that carries the conversation: the first audio section in use. One of an offer that was taken back
   * has no section and comes last.
   */
  get audio(): RTCRtpTransceiver | undefined {
    const sounding = this.#live().filter((transceiver) => transceiver.receiver.track.kind === 'audio');
    return sounding.find(({ mid }) => mid !== null) ?? sounding[0];
  }

  get remoteFingerprints(): string {
    const { currentRemoteDescription, pendingRemoteDescription } = this.connection;
    return fingerprintsOf((currentRemoteDescription ?? pendingRemoteDescription)?.sdp ?? '');
  }

  /** Makes sure that there is a section for sound with this direction, and that `sound` is what it sends. */
  async offerSound(sound: OutgoingSound, direction: RTCRtpTransceiverDirection): Promise<void> {
    const audio =
      this.audio ?? this.connection.addTransceiver(sound.track ?? 'audio', { direction, streams: [this.#localStream] });
    await this.#carry(audio, sound, direction);
  }

  /** Answers the first audio section with `sound` and refuses what a phone without a picture does not take. */
  async answerSound(sound: OutgoingSound, direction: RTCRtpTransceiverDirection): Promise<void> {
    const { audio } = this;
    for (const transceiver of this.#live()) if (transceiver !== audio) transceiver.stop();
    if (!audio) return;
    audio.sender.setStreams(this.#localStream);
    await this.#carry(audio, sound, direction);
  }

  close(): void {
    this.connection.close();
  }

  async #carry(audio: RTCRtpTransceiver, sound: OutgoingSound, direction: RTCRtpTransceiverDirection): Promise<void> {
    if (audio.direction !== direction) audio.direction = direction;
    this.#preferCodecs(audio);
    await sound.bind(audio.sender);
  }

  #preferCodecs(audio: RTCRtpTransceiver): void {
    const wanted = this.#settings.audioCodecs?.map((name) => `audio/${name}`.toLowerCase());
    const known = RTCRtpReceiver.getCapabilities('audio')?.codecs;
    if (!wanted || !known) return;
    const chosen = wanted.flatMap((name) => known.filter((codec) => codec.mimeType.toLowerCase() === name));
    // Telephone events and comfort noise go with whatever codec carries the voice.
    const companions = known.filter((codec) => /^audio\/(telephone-event|cn)$/i.test(codec.mimeType));
    if (chosen.length > 0) audio.setCodecPreferences([...chosen, ...companions]);
  }

  #live(): RTCRtpTransceiver[] {
    return this.connection.getTransceivers().filter(({ direction }) => direction !== 'stopped');
  }
}

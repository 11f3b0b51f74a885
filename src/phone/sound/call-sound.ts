/** The media of one call as the phone uses it: muted, measured, recorded, shown. It follows the state of the call. */

import type { AudioSource, CallMedia, QualityReport, QualityWarning } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneError } from '../errors.js';
import type { CallState } from '../state.js';
import { CallMicrophone } from './call-microphone.js';
import { CallPicture, type Shown } from './call-picture.js';
import { CallQualityWatch } from './call-quality.js';
import { CallRecording } from './call-recording.js';
import type { SoundKit } from './sound-kit.js';
import type { CallQuality, PictureState, RecordingFile, RecordingState } from './sound-state.js';

/** What of the state of a call comes from here. */
export interface SoundDetails {
  readonly quality?: CallQuality | undefined;
  readonly recording?: RecordingState | undefined;
  readonly picture?: PictureState | undefined;
  readonly silenced?: boolean | undefined;
}

export interface SoundingCall {
  readonly id: string;
  readonly clock: Clock;
  readonly kit: SoundKit;
  readonly state: CallState;
  readonly session: Session | undefined;
  show(details: SoundDetails): void;
  /** Something is wrong with the recording; the call goes on. */
  problem(error: PhoneError): void;
}

export class CallSound {
  readonly #call: SoundingCall;
  readonly #microphone = new CallMicrophone();
  readonly #recording: CallRecording;
  readonly #picture: CallPicture;
  readonly #leaveCamera: () => void;
  #media: CallMedia | undefined;
  #quality: CallQualityWatch | undefined;
  #report: QualityReport | undefined;
  #merged = false;
  #isUp = false;
  #closed = false;

  constructor(call: SoundingCall) {
    this.#call = call;
    this.#recording = new CallRecording({
      callId: call.id,
      clock: call.clock,
      start: (...args) => call.kit.startRecorder(...args),
      show: (recording) => call.show({ recording }),
      problem: (error) => call.problem(error),
    });
    this.#picture = new CallPicture({
      open: (what) => call.kit.openPicture(what),
      reinvite: async () => call.session?.reinvite(),
      show: (picture) => call.show({ picture }),
    });
    this.#leaveCamera = call.kit.onCamera(() => {
      if (this.#picture.local === 'camera') void this.#picture.show('camera').catch(() => undefined);
    });
  }

  /** The media; absent before the first description, and where another description handler makes it. */
  get media(): CallMedia | undefined {
    return this.#media;
  }

  get pictures(): CallPicture['pictures'] {
    return this.#picture.pictures;
  }

  /** What the call was like; absent where it was never up or is not our media. */
  get report(): QualityReport | undefined {
    return this.#report ?? this.#quality?.report();
  }

  get recordings(): readonly RecordingFile[] {
    return this.#recording.files;
  }

  get isRecording(): boolean {
    return this.#recording.isRunning;
  }

  /** Takes the media of the session, or another one in its place. */
  attach(media: CallMedia): void {
    this.#media = media;
    this.mute();
    this.#picture.attach(media);
    media.on('track', () => this.#silence());
    this.#watchQuality(media);
    this.follow(this.#call.state);
  }

  /** The call is in this state now. */
  follow(state: CallState): void {
    if (state.status === 'ended' || state.status === 'ending') return this.close();
    const held = state.status === 'active' && (state.hold.local || state.hold.remote);
    this.#recording.paused = held;
    this.#picture.held = held;
    if (this.#quality) this.#quality.paused = held;
    else if (this.#media) this.#watchQuality(this.#media);
    if (state.status !== 'active' || this.#isUp) return;
    this.#isUp = true;
    this.#picture.up();
  }

  /** Lets the state of the call decide who hears the person here. What is sent to a conference is muted in the mix. */
  mute(): void {
    this.#media?.mute(this.#call.state.muted && !this.#merged);
    this.#quality?.listen();
  }

  /** Whether a mix is sent instead of the microphone. */
  set merged(merged: boolean) {
    this.#merged = merged;
    this.mute();
  }

  /** Whether nobody hears the far side: neither the person here nor the others of a conference. */
  silence(on: boolean): void {
    this.#call.show({ silenced: on || undefined });
    this.#silence();
  }

  /** 0 to 1, of what is heard or sent at this moment; undefined where it cannot be measured. */
  level(direction: 'in' | 'out'): number | undefined {
    const { state } = this.#call;
    if (state.status !== 'active' || !this.#media) return undefined;
    if (direction === 'in') return this.#levelIn();
    if (state.muted || state.hold.local || state.hold.remote) return 0;
    const level = this.#call.kit.microphoneLevel();
    return level === undefined ? undefined : Math.min(1, level);
  }

  quiet(warning: QualityWarning): void {
    this.#quality?.quiet(warning);
  }

  show(what: Shown): Promise<void> {
    return this.#picture.show(what);
  }

  /** Opens the microphone before the call is up. Rejects with a `MicrophoneError`, or `already-ended` when the call is over. */
  openMicrophone(source: AudioSource): Promise<void> {
    return this.#microphone.open(source);
  }

  /** Opens the camera before the call is up. */
  prepareCamera(): Promise<void> {
    return this.#picture.prepare();
  }

  record(media: CallMedia, on: boolean): Promise<void> {
    return this.#recording.record(media, on);
  }

  recording(): Promise<File | undefined> {
    return this.#recording.file();
  }

  /** The call is over, or is being ended: what was measured stays, everything else is let go at once. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#microphone.close();
    this.#leaveCamera();
    this.#report = this.#quality?.report();
    this.#quality?.stop();
    this.#recording.close();
    this.#picture.close();
  }

  #levelIn(): number | undefined {
    const sources = this.#media?.peerConnection?.getReceivers().flatMap((receiver) => {
      return receiver.track.kind === 'audio' ? receiver.getSynchronizationSources() : [];
    });
    // The level of the last packet (RFC 6464), where the browser tells it; else that of the last second.
    return sources?.find(({ audioLevel }) => audioLevel !== undefined)?.audioLevel ?? this.#quality?.newest?.output;
  }

  #silence(): void {
    const { state } = this.#call;
    const silenced = state.status === 'active' && state.silenced === true;
    for (const track of this.#media?.remoteStream.getAudioTracks() ?? []) track.enabled = !silenced;
  }

  #watchQuality(media: CallMedia): void {
    const call = this.#call;
    if (call.state.status !== 'active') return;
    this.#quality?.stop();
    const isMerged = (): boolean => this.#merged;
    this.#quality = new CallQualityWatch(
      {
        media,
        get muted() {
          return call.state.muted;
        },
        get merged() {
          return isMerged();
        },
        microphoneLevel: () => call.kit.microphoneLevel(),
        show: (quality) => call.show({ quality }),
      },
      call.clock,
      call.kit.makeMonitor,
    );
  }
}

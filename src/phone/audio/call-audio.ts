/**
 * The media of one call: mute, measurement, recording and video, following the state of the call.
 * Subjects: microphone closed at hang-up; media of a call in the phone; level of a call; muteParticipant.
 */

import type { CallMedia, QualityReport, QualitySample, QualityWarning } from '../../media/index.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneCore } from '../phone-core.js';
import type { CallState, CaptionText } from '../state.js';
import { CallCaptions } from './call-captions.js';
import { CallMicrophone } from './call-microphone.js';
import { CallVideo } from './call-video.js';
import type { CallQualityWatch } from './call-quality.js';
import type { CallRecorder } from './call-recorder.js';
import type { MediaKit } from './media-kit.js';
import type { CallQuality, PlayingState, VideoState, RecordingFile, RecordingState } from './media-state.js';
import { LatePlayback } from './playback.js';

/** Details of the call state that are set here. */
export interface MediaDetails {
  readonly quality?: CallQuality | undefined;
  readonly recording?: RecordingState | undefined;
  readonly video?: VideoState | undefined;
  readonly participantMuted?: boolean | undefined;
  readonly playing?: PlayingState | undefined;
}

/** The part of a `Call` that its audio needs. */
export interface CallWithAudio {
  readonly id: string;
  readonly state: CallState;
  readonly session: Session | undefined;
  readonly media: CallMedia | undefined;
  /** Adds details to the state of an active call. */
  showDetails(details: MediaDetails): void;
}

export class CallAudio {
  /** Holds the microphone until the media of the call do. */
  readonly microphone = new CallMicrophone();
  readonly video: CallVideo;
  /** What is played to the remote party. */
  readonly playback: LatePlayback;
  readonly #call: CallWithAudio;
  readonly #core: PhoneCore;
  readonly #kit: MediaKit;
  readonly #leaveCamera: () => void;
  #media: CallMedia | undefined;
  #quality: CallQualityWatch | undefined;
  /** The media that are measured, or will be when the code is loaded. */
  #measured: CallMedia | undefined;
  #report: QualityReport | undefined;
  #recording: CallRecorder | undefined;
  #startingRecording: Promise<CallRecorder> | undefined;
  readonly #captions = new CallCaptions([
    { party: 'remote', track: () => this.#media?.remoteStream.getAudioTracks()[0] },
    { party: 'local', track: () => (this.#call.state.muted ? undefined : this.#media?.localTrack) },
  ]);
  /** Whether a mix is sent instead of the microphone. */
  #isMerged = false;
  /** Whether the call has been active. */
  #wasActive = false;
  #closed = false;

  constructor(call: CallWithAudio, core: PhoneCore, kit: MediaKit) {
    this.#call = call;
    this.#core = core;
    this.#kit = kit;
    this.video = new CallVideo({
      open: (what) => kit.openVideo(what),
      reinvite: async () => call.session?.reinvite(),
      show: (video) => call.showDetails({ video }),
    });
    const media = (): CallMedia | undefined => this.#media;
    this.playback = new LatePlayback(
      {
        get state() {
          return call.state;
        },
        get media() {
          return media();
        },
        show: (playing) => call.showDetails({ playing }),
      },
      kit,
    );
    this.#leaveCamera = kit.onCamera(() => {
      if (this.video.local === 'camera') void this.video.show('camera').catch(() => undefined);
    });
  }

  /** The media; undefined before the first session description, and with another media handler. */
  get media(): CallMedia | undefined {
    return this.#media;
  }

  /** Quality report of the call; undefined where the call was never active, or with another media handler. */
  get report(): QualityReport | undefined {
    return this.#report ?? this.#quality?.report();
  }

  get recordings(): readonly RecordingFile[] {
    return this.#recording?.files ?? [];
  }

  /** Takes the media of the session, also when it replaces an earlier one. */
  attach(media: CallMedia): void {
    this.#media = media;
    this.mute();
    this.video.attach(media);
    media.on('track', () => this.#applyParticipantMute());
    void this.#watchQuality(media);
    this.follow(this.#call.state);
  }

  /** Takes a new state of the call. */
  follow(state: CallState): void {
    if (state.status === 'ended' || state.status === 'ending') return this.close();
    const held = isHeld(state);
    if (this.#recording) this.#recording.paused = held;
    this.video.held = held;
    if (this.#quality) this.#quality.paused = held;
    else if (this.#media) void this.#watchQuality(this.#media);
    this.playback.follow();
    if (state.status !== 'active' || this.#wasActive) return;
    this.#wasActive = true;
    this.video.up();
  }

  /** Applies mute from the state of the call. In a conference the mix is muted instead. */
  mute(): void {
    this.#media?.mute(this.#call.state.muted && !this.#isMerged);
    this.#quality?.listen();
  }

  /** Set by the conference that this call joins or leaves. */
  set merged(merged: boolean) {
    this.#isMerged = merged;
    this.mute();
  }

  /** Mutes the remote party for the user and for a conference. */
  muteParticipant(on: boolean): void {
    this.#call.showDetails({ participantMuted: on || undefined });
    this.#applyParticipantMute();
  }

  /** Returns the current level, 0 to 1, of received or sent audio; undefined where it cannot be measured. */
  level(direction: 'in' | 'out'): number | undefined {
    const { state } = this.#call;
    if (state.status !== 'active' || !this.#media) return undefined;
    if (direction === 'in') return this.#levelIn();
    if (state.muted || state.hold.local || state.hold.remote) return 0;
    const level = this.#kit.microphoneLevel();
    return level === undefined ? undefined : Math.min(1, level);
  }

  get samples(): readonly QualitySample[] {
    return this.#quality?.samples ?? [];
  }

  quiet(warning: QualityWarning): void {
    this.#quality?.quiet(warning);
  }

  /** Starts or stops recording. Rejects with a `PhoneError`. */
  async record(on: boolean): Promise<void> {
    // One that is still being loaded is stopped when it has started.
    await (await (this.#startingRecording ??= this.#loadRecording())).record(on);
  }

  recording(): Promise<File | undefined> {
    return this.#recording?.file() ?? Promise.resolve(undefined);
  }

  /** Starts or ends captions by the browser. Rejects with a `PhoneError`. */
  async recognizeSpeech(on: boolean, lang: string, add: (caption: CaptionText) => void): Promise<void> {
    if (on) await this.#captions.start(lang, add);
    else this.#captions.stop();
  }

  /** Keeps the measurements and releases everything else, when the call ends or has ended. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.microphone.close();
    this.#leaveCamera();
    this.#report = this.#quality?.report();
    this.#quality?.stop();
    this.#recording?.close();
    this.playback.close();
    this.#captions.close();
    this.video.close();
  }

  #levelIn(): number | undefined {
    const sources = this.#media?.peerConnection?.getReceivers().flatMap((receiver) => {
      return receiver.track.kind === 'audio' ? receiver.getSynchronizationSources() : [];
    });
    // The level of the last packet (RFC 6464), where the browser reports it; else that of the last second.
    return sources?.find(({ audioLevel }) => audioLevel !== undefined)?.audioLevel ?? this.#quality?.newest?.output;
  }

  #applyParticipantMute(): void {
    const { state } = this.#call;
    const participantMuted = state.status === 'active' && state.participantMuted === true;
    for (const track of this.#media?.remoteStream.getAudioTracks() ?? []) track.enabled = !participantMuted;
  }

  async #loadRecording(): Promise<CallRecorder> {
    try {
      const recording = await this.#kit.recorder(this.#call, (error) => this.#core.reportError(error));
      recording.paused = isHeld(this.#call.state);
      if (this.#closed) recording.close();
      return (this.#recording = recording);
    } catch (error) {
      this.#startingRecording = undefined;
      throw error;
    }
  }

  /** Measures the media once the code is loaded; where it cannot be, the next state of the call tries again. */
  async #watchQuality(media: CallMedia): Promise<void> {
    const call = this.#call;
    if (call.state.status !== 'active' || this.#measured === media) return;
    this.#measured = media;
    this.#quality?.stop();
    this.#quality = undefined;
    const isMerged = (): boolean => this.#isMerged;
    const quality = await this.#kit
      .watchQuality({
        media,
        get muted() {
          return call.state.muted;
        },
        get merged() {
          return isMerged();
        },
        microphoneLevel: () => this.#kit.microphoneLevel(),
        show: (shown) => call.showDetails({ quality: shown }),
      })
      .catch(() => undefined);
    if (this.#measured !== media || this.#closed) return quality?.stop();
    if (!quality) return void (this.#measured = undefined);
    this.#quality = quality;
    quality.paused = isHeld(call.state);
  }
}

function isHeld(state: CallState): boolean {
  return state.status === 'active' && (state.hold.local || state.hold.remote);
}

/** Whether the media handler is the built-in one; another one may support neither mute nor connection states. */
export function isCallMedia(handler: unknown): handler is CallMedia {
  return typeof (handler as Partial<CallMedia> | undefined)?.mute === 'function';
}

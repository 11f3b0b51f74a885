/**
 * The public API of the media layer: audio and video of calls over WebRTC.
 * Subjects: exports of the media layer; sip-elements/media.
 */

export type { AudioLease, AudioSource } from './audio-source.js';
export { trackSource } from './audio-source.js';
export type { CallMediaEvents } from './call-media-events.js';
export { CallMedia } from './call-media.js';
export type { CameraOptions, CameraTiming } from './camera.js';
export { openCamera, openScreen } from './camera.js';
export type { MediaState } from './connection-monitor.js';
export type {
  Device,
  DeviceChoices,
  DeviceListEvents,
  DeviceListOptions,
  DeviceLists,
  DeviceMemory,
  DeviceUse,
  Selectable,
} from './device-list.js';
export { DeviceList, findAgain, storageMemory } from './device-list.js';
export type { DigitStep, DigitStringOptions } from './digit-string.js';
export { parseDigits, sendDigitString } from './digit-string.js';
export type { DigitTiming } from './dtmf.js';
export type { DeviceErrorReason } from './errors.js';
export { DeviceError, MicrophoneError } from './errors.js';
export { LevelMeter } from './level-meter.js';
export type { MicrophoneEvents, MicrophoneOptions, MicrophoneProcessing } from './microphone-options.js';
export type { MicrophoneState } from './microphone-permission.js';
export { Microphone } from './microphone.js';
export type { MediaOptions } from './options.js';
export { opinionOf, ratingOf } from './quality/e-model.js';
export type { QualitySample } from './quality/interval.js';
export type {
  MonitoredMedia,
  QualityEvents,
  QualityMonitorOptions,
  QualityWarning,
  WeakParty,
} from './quality/quality-monitor.js';
export { QualityMonitor } from './quality/quality-monitor.js';
export type { QualityReport, Spread } from './quality/report.js';
export type { RecordedCall, RecorderEvents, RecorderOptions, RecorderState, RecordingTarget } from './recorder.js';
export { privateFile, Recorder, recordingType } from './recorder.js';
export type { Flow, MediaSample, ReceivedFlow } from './stats-sample.js';
export type { Playback, SpeakerEvents, SpeakerOptions } from './speaker.js';
export { Speaker } from './speaker.js';
export type { MixedCall } from './mixer.js';
export { Mixer } from './mixer.js';
export type { Ringer, RingPattern, Tone, TonePlan } from './tones/plans.js';
export { isRinger, keyTone, RINGERS, TONE_PLANS, tonePlanOf } from './tones/plans.js';
export type { SequenceOptions, TonesEvents, TonesOptions } from './tones/tones.js';
export { Tones } from './tones/tones.js';
export { createSessionDescriptionHandlerFactory } from './handler-factory.js';

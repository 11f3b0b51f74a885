/**
 * The options of the media of calls (WebRTC §4.2.1 for names of `RTCConfiguration`).
 * Subjects: options of the media of calls; bundlePolicy; interruptionLimit; iceGatheringTimeout; 500 ms of ICE gathering, default.
 */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { LoggerFactory } from '../sip/base/logger.js';
import type { AudioSource } from './audio-source.js';
import { Speaker } from './speaker.js';

export interface MediaOptions {
  /** The source of the audio that is sent. */
  microphone: AudioSource;
  /** Plays the received audio. Default: a new `Speaker`. */
  speaker?: Speaker | undefined;
  /**
   * STUN and TURN servers, or a function that returns the present ones, called for each connection and each ICE restart, as their
   * credentials may end. Default: none, so that no address is disclosed to a third party.
   */
  iceServers?: readonly RTCIceServer[] | (() => readonly RTCIceServer[]) | undefined;
  /** `relay` sends all media through TURN. Default `all`. */
  iceTransportPolicy?: RTCIceTransportPolicy | undefined;
  /** Default `balanced`, as `max-bundle` fails with servers that do not support BUNDLE. */
  bundlePolicy?: RTCBundlePolicy | undefined;
  /** The longest wait for candidates of `iceServers`, ms; a first candidate is waited for 5 s more. Default 500. */
  iceGatheringTimeout?: number | undefined;
  /** `a=setup` of sent offers. `active` avoids a delay of a second with servers that start DTLS too early. Default `actpass`. */
  offerSetup?: 'actpass' | 'active' | undefined;
  /** Omit candidates with `.local` names from sent descriptions. Default false. */
  withoutMdns?: boolean | undefined;
  /** Audio codecs for offers and answers, preferred first, such as `['opus', 'PCMA']`. Default: all, in the browser's order. */
  audioCodecs?: readonly string[] | undefined;
  /** Accept video that the remote party offers. Default false: video sections are rejected. */
  video?: boolean | undefined;
  /** Continue a call without a microphone where none is available, instead of failing. Default false. */
  listenOnly?: boolean | undefined;
  /**
   * Send the microphone in early media, for voice menus that listen before they answer. Default false: no audio of the
   * user is sent before the session is established.
   */
  earlyAudio?: boolean | undefined;
  /** ms until a connection that was never established is `failed`. Default 15 000. */
  connectTimeout?: number | undefined;
  /** ms of interruption until an ICE restart is requested. Default 3000. */
  interruptionLimit?: number | undefined;
  /** The clock, for tests. Default: the system clock. */
  clock?: Clock | undefined;
  loggerFactory?: LoggerFactory | undefined;
}

/** The options with all defaults. */
export interface MediaSettings {
  microphone: AudioSource;
  speaker: Speaker;
  /** Returns the configuration of a new connection, or of one that restarts ICE. */
  configuration: () => RTCConfiguration;
  iceGatheringTimeout: number;
  offerSetup: 'actpass' | 'active';
  withoutMdns: boolean;
  audioCodecs: readonly string[] | undefined;
  video: boolean;
  listenOnly: boolean;
  earlyAudio: boolean;
  connectTimeout: number;
  interruptionLimit: number;
  clock: Clock;
  loggerFactory: LoggerFactory;
}

export function settingsFrom(options: MediaOptions): MediaSettings {
  const { iceServers } = options;
  return {
    microphone: options.microphone,
    speaker: options.speaker ?? new Speaker(),
    configuration: () => ({
      iceServers: [...((typeof iceServers === 'function' ? iceServers() : iceServers) ?? [])],
      iceTransportPolicy: options.iceTransportPolicy ?? 'all',
      bundlePolicy: options.bundlePolicy ?? 'balanced',
    }),
    iceGatheringTimeout: options.iceGatheringTimeout ?? 500,
    offerSetup: options.offerSetup ?? 'actpass',
    withoutMdns: options.withoutMdns ?? false,
    audioCodecs: options.audioCodecs,
    video: options.video ?? false,
    listenOnly: options.listenOnly ?? false,
    earlyAudio: options.earlyAudio ?? false,
    connectTimeout: options.connectTimeout ?? 15_000,
    interruptionLimit: options.interruptionLimit ?? 3000,
    clock: options.clock ?? systemClock,
    loggerFactory: options.loggerFactory ?? new LoggerFactory(),
  };
}

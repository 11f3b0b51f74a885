/** What the media of calls can be told (WebRTC §4.2.1 where the names are the platform's). */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { LoggerFactory } from '../sip/base/logger.js';
import type { AudioSource } from './audio-source.js';
import { Speaker } from './speaker.js';

export interface MediaOptions {
  /** Where the sound that is sent comes from. */
  microphone: AudioSource;
  /** Where calls are heard. Default: one of its own. */
  speaker?: Speaker | undefined;
  /** STUN and TURN servers. Default none: no address is told to a third party unless asked for. */
  iceServers?: readonly RTCIceServer[] | undefined;
  /** `relay` sends everything through TURN. Default `all`. */
  iceTransportPolicy?: RTCIceTransportPolicy | undefined;
  /** Default `balanced`: `max-bundle` breaks where the server does not bundle. */
  bundlePolicy?: RTCBundlePolicy | undefined;
  /** The longest wait for the answers of `iceServers`, ms. Default 500. */
  iceGatheringTimeout?: number | undefined;
  /** `a=setup` of our offers on the wire. `active` spares a second with servers that open DTLS too early. Default `actpass`. */
  offerSetup?: 'actpass' | 'active' | undefined;
  /** Leave candidates with `.local` names out of what is sent. Default false. */
  withoutMdns?: boolean | undefined;
  /** Codecs to offer and answer with, best first, such as `['opus', 'PCMA']`. Default: all, in the browser's order. */
  audioCodecs?: readonly string[] | undefined;
  /** Take pictures that the far side offers. Default false: their sections are refused. */
  video?: boolean | undefined;
  /** Call without a microphone where there is none, instead of failing. Default false. */
  listenOnly?: boolean | undefined;
  /**
   * Send the microphone to a remote party that has not answered, in early media: for voice menus that listen before they
   * answer. Default false: nothing of the user is heard before the session is established.
   */
  earlyAudio?: boolean | undefined;
  /** ms until a connection that never came up is `failed`. Default 15 000. */
  connectTimeout?: number | undefined;
  /** ms of interruption until a restart is asked for. Default 3000. */
  interruptionLimit?: number | undefined;
  /** Source of time; for tests. */
  clock?: Clock | undefined;
  loggerFactory?: LoggerFactory | undefined;
}

/** The options with every default filled in. */
export interface MediaSettings {
  microphone: AudioSource;
  speaker: Speaker;
  configuration: RTCConfiguration;
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
  return {
    microphone: options.microphone,
    speaker: options.speaker ?? new Speaker(),
    configuration: {
      iceServers: [...(options.iceServers ?? [])],
      iceTransportPolicy: options.iceTransportPolicy ?? 'all',
      bundlePolicy: options.bundlePolicy ?? 'balanced',
    },
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

/**
 * The interface of `Phone` that elements use, without the class, so that another object of this shape can replace it.
 * Subjects: interface of Phone that elements need; replacement for Phone.
 */

import type { PhoneDevices } from '../../../phone/audio/devices.js';
import type { Call, CallOptions } from '../../../phone/calls/call.js';
import type { CallCommandName } from '../../../phone/commands.js';
import type { Contacts } from '../../../phone/contacts/contacts.js';
import type { PhoneEvents } from '../../../phone/events.js';
import type { Messages } from '../../../phone/messaging/messages.js';
import type { Phone } from '../../../phone/phone.js';
import type { Lamps } from '../../../phone/presence/lamps.js';

type CallMember =
  | CallCommandName
  | 'id'
  | 'state'
  | 'answered'
  | 'ended'
  | 'respond'
  | 'proceed'
  | 'stopDigits'
  | 'addCaption'
  | 'recognizeSpeech'
  | 'recording'
  | 'level'
  | 'qualitySamples'
  | 'quiet'
  | 'videoStreams';

export interface CallLike extends Pick<Call, CallMember> {
  readonly session?: Call['session'];
}

export type DevicesLike = Pick<
  PhoneDevices,
  'refresh' | 'choose' | 'setVolume' | 'setRinger' | 'setProcessing' | 'dismissNotice' | 'test' | 'stopTest' | 'meter'
>;
export type MessagesLike = Pick<Messages, 'send' | 'resend' | 'typing' | 'markRead' | 'clear'>;
export type ContactsLike = Pick<Contacts, 'set' | 'suggest'>;

export interface LampsLike extends Pick<Lamps, 'watch'> {
  /** Picks up the call that rings at `target` (RFC 3891). */
  pickUp(target: string): CallLike;
}

export interface PhoneLikeEvents extends PhoneEvents<CallLike> {}

type PhoneListener<K extends keyof PhoneLikeEvents> = (...args: PhoneLikeEvents[K]) => void;

type PhoneMember =
  | 'state'
  | 'subscribe'
  | 'configuration'
  | 'configure'
  | 'start'
  | 'stop'
  | 'dispose'
  | 'setDialString'
  | 'dismiss'
  | 'requestMicrophone'
  | 'requestNotifications'
  | 'unlockAudio'
  | 'retryNow'
  | 'useHere'
  | 'playKey'
  | 'setDoNotDisturb'
  | 'setAvailability'
  | 'setIdentity'
  | 'markMissedSeen'
  | 'clearHistory'
  | 'forget'
  | 'formatNumber';

export interface PhoneLike extends Pick<Phone, PhoneMember> {
  readonly devices: DevicesLike;
  readonly lamps: LampsLike;
  readonly messages: MessagesLike;
  readonly contacts: ContactsLike;
  call(target: string, options?: CallOptions): CallLike;
  /** Calls the mailbox. */
  callVoicemail(): CallLike;
  /** Calls the echo service. */
  callEcho(): CallLike;
  /** Takes back a parked call. */
  retrieve(place: string): CallLike;
  getCall(id: string): CallLike | undefined;
  on<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): void;
  off<K extends keyof PhoneLikeEvents>(event: K, listener: PhoneListener<K>): void;
}

/**
 * The notice of a call: the most urgent problem or question as text, with at most one button for its remedy.
 * Subjects: notices of a call, order; weak connection, notice; "You are muted" notice; lost connection notice; microphone silent,
 * notice; refused transfer, notice; end-call offer after 30 s; recording saved, notice.
 */

import { html } from 'lit';
import type { CallQuality, CallState, DeviceNotice, PhoneState, QualityWarning } from '../../phone/state.js';
import { download } from '../shared/base/clipboard.js';
import type { Consultation } from '../shared/phone/consultation.js';
import { failureWords, questionWords, refusedTransferWords } from '../shared/text/call-text.js';
import type { Localizer } from '../shared/text/localize.js';
import { toolWordsOf, type ToolLocalizer } from '../shared/text/tools.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import { breakable, stressed, type Notice } from './notice-view.js';
import type { SecondTicker } from '../shared/time/time.js';
import { formatDuration } from '../shared/time/time.js';
import { more } from '../shared/icons/more-icons.js';

type Active = CallState & { status: 'active' };

/** Seconds without a connection after which the notice offers to end the call. */
const GIVE_UP_AFTER = 30;

/** Warnings of a weak connection, the worst first. */
export const WEAK: readonly QualityWarning[] = ['no-packets', 'loss-out', 'loss-in', 'low-mos', 'jitter', 'delay'];

/** What `<sip-call>` gives. */
export interface GivenContext {
  readonly access: PhoneAccess;
  readonly words: Localizer;
  readonly ticker: SecondTicker;
  /** Time at which the connection was lost, in ms of `elementClock()`. */
  readonly lostSince: number | undefined;
  readonly consultation: Consultation | undefined;
  /** Notices that the user has dismissed. */
  readonly dismissed: WeakSet<object>;
  /** Recordings of the calls that wait to be saved. */
  readonly recorded: { of(id: string): File | undefined; forget(id: string): void };
  /** Opens the device settings. */
  changeDevice(): void;
  /** Requests an update after a notice was dismissed. */
  update(): void;
}

interface NoticeContext extends GivenContext {
  readonly words: ToolLocalizer;
}

export function noticeOf(call: CallState, given: GivenContext): Notice | undefined {
  const context: NoticeContext = { ...given, words: toolWordsOf(given.words) };
  if (call.status === 'ended') return recorded(call, context);
  const question = asked(call, context);
  if (question || call.status !== 'active') return question;
  return (
    lost(call, context) ??
    digits(call, context) ??
    playing(call, context) ??
    refused(call, context) ??
    otherFailed(call, context) ??
    mutedTalk(call, context) ??
    recordingLost(call, context) ??
    recorded(call, context) ??
    device(context) ??
    elsewhere(context) ??
    silent(call, context) ??
    weak(call, context)
  );
}

/** Asks whether to call a redirect or transfer target, and shows its address. The phone calls it only when the user agrees. */
function asked(call: CallState, { words, access }: NoticeContext): Notice | undefined {
  const { state, configuration } = access.phone;
  const text = questionWords(call, words, state, configuration.uri);
  if (text === undefined) return undefined;
  const respond = (accepted: boolean): void => access.phone.getCall(call.id)?.respond(accepted);
  return {
    kind: `question ${call.question?.target.uri}`,
    tone: 'warn',
    text: breakable(text),
    action: { label: words.term('call'), press: () => respond(true) },
    dismiss: () => respond(false),
    decline: words.term('decline'),
  };
}

function lost(call: Active, { words, ticker, lostSince, access }: NoticeContext): Notice | undefined {
  if (call.media === 'failed')
    return { kind: 'no-path', tone: 'warn', icon: 'wifi-off', text: words.term('noAudioPath') };
  if (lostSince === undefined) return undefined;
  const seconds = ticker.secondsSince(lostSince);
  const text = html`${words.term('connectionLost')} <time dir="ltr">${formatDuration(seconds)}</time>`;
  const notice: Notice = { kind: 'lost', tone: 'warn', icon: 'wifi-off', text };
  if (seconds < GIVE_UP_AFTER) return notice;
  const action = { label: words.term('endCall'), press: () => access.hangUp(call.id) };
  return { ...notice, kind: 'given up', action };
}

function digits(call: Active, { words, access }: NoticeContext): Notice | undefined {
  const { sending } = call;
  if (!sending) return undefined;
  const progress = words.term('digitsProgress', sending.sent, sending.total);
  const real = (): ReturnType<PhoneAccess['phone']['getCall']> => access.phone.getCall(call.id);
  const text = html`${words.term(sending.waiting ? 'waitingForYou' : 'sendingDigits')} · <bdi>${progress}</bdi>`;
  const action = sending.waiting
    ? { label: words.term('goOn'), press: () => real()?.proceed() }
    : { label: words.term('stopTest'), press: () => real()?.stopDigits() };
  return { kind: sending.waiting ? 'digits wait' : 'digits', tone: 'none', icon: 'grip', text, action };
}

/** A file that is played into the call, with its progress. */
function playing(call: Active, { words, access }: NoticeContext): Notice | undefined {
  if (!call.playing) return undefined;
  const { name, position, duration } = call.playing;
  const times = duration === undefined ? [position] : [position, duration];
  const progress = times.map((seconds) => formatDuration(Math.floor(seconds))).join(' / ');
  const title = name === undefined ? words.term('playing') : html`<bdi>${name}</bdi>`;
  const text = html`${title} <time dir="ltr">${progress}</time>`;
  const action = { label: words.term('stopTest'), press: () => access.stopPlaying(call.id) };
  return { kind: 'playing', tone: 'none', icon: more('volume-2'), text, action };
}

/** The refused transfer can belong to the held call of a consultation instead of the active one. */
function refused(call: Active, { words, access, consultation, dismissed, update }: NoticeContext): Notice | undefined {
  const whose = [call, consultation?.first].find((one) => one?.transfer?.status === 'refused');
  const transfer = whose?.transfer;
  if (transfer?.status !== 'refused' || dismissed.has(transfer)) return undefined;
  const text = words.term('callIsBack', refusedTransferWords(transfer, words, access.phone.state));
  const notice: Notice = { kind: 'refused', tone: 'warn', icon: 'phone-forwarded', text };
  if (whose === call && call.hold.local)
    return { ...notice, action: { label: words.term('resume'), press: () => access.hold(false, call.id) } };
  return { ...notice, dismiss: () => (dismissed.add(transfer), update()) };
}

/** Another call that has failed, such as that of a consultation: the first party waits on hold. */
function otherFailed(call: Active, { words, access }: NoticeContext): Notice | undefined {
  const { state } = access.phone;
  const other = state.calls.find((one) => one.id !== call.id && one.status === 'ended' && one.failed);
  if (other?.status !== 'ended') return undefined;
  const text = failureWords(other, state, words);
  const notice: Notice = { kind: `failed ${other.id}`, tone: 'warn', icon: 'phone-missed', text };
  if (!call.hold.local) return { ...notice, dismiss: () => access.phone.dismiss(other.id) };
  return { ...notice, action: { label: words.term('resume'), press: () => access.hold(false, call.id) } };
}

function mutedTalk(call: Active, { words, access }: NoticeContext): Notice | undefined {
  if (!call.muted || !call.quality?.warnings.includes('talking-while-muted')) return undefined;
  const action = { label: words.term('unmute'), press: () => access.mute(false, call.id) };
  return { kind: 'muted', tone: 'ink', icon: 'mic-off', text: words.term('youAreMuted'), action };
}

function recordingLost(call: Active, { words, dismissed, update }: NoticeContext): Notice | undefined {
  const { recordingLost: lostPart } = call;
  if (!lostPart || dismissed.has(lostPart)) return undefined;
  return {
    kind: 'recording lost',
    tone: 'warn',
    icon: 'record',
    text: words.term(lostPart.stopped ? 'recordingStopped' : 'recordingLost'),
    dismiss: () => (dismissed.add(lostPart), update()),
  };
}

function recorded(call: CallState, { words, recorded: files }: NoticeContext): Notice | undefined {
  const file = files.of(call.id);
  if (!file) return undefined;
  const forget = (): void => files.forget(call.id);
  const press = (): void => {
    download(file);
    forget();
  };
  const action = { label: words.term('save'), name: words.term('saveRecording'), press };
  return {
    kind: 'recorded',
    tone: 'none',
    icon: 'record',
    text: words.term('recordingReady'),
    action,
    dismiss: forget,
  };
}

export function deviceWords(notice: DeviceNotice, words: ToolLocalizer): string {
  return notice.kind === 'lost'
    ? words.term('deviceLost', notice.lost, notice.now ?? '')
    : words.term('deviceBack', notice.now);
}

function device({ words, access, dismissed, changeDevice }: NoticeContext): Notice | undefined {
  const { phone } = access;
  const { notice } = phone.state.devices;
  if (!notice || dismissed.has(notice)) return undefined;
  const sign = notice.use === 'microphone' ? 'mic' : notice.use === 'camera' ? 'video' : more('headphones');
  const nothingLeft = notice.kind === 'lost' && notice.now === undefined;
  return {
    kind: `device ${notice.kind}`,
    tone: nothingLeft ? 'warn' : 'none',
    icon: sign,
    text: deviceWords(notice, words),
    ...(nothingLeft ? { action: { label: words.term('change'), press: changeDevice } } : {}),
    dismiss: () => phone.devices.dismissNotice(),
  };
}

/** Another tab has the microphone and the speaker of the call; moving it keeps what the remote party hears. */
function elsewhere({ words, access: { phone } }: NoticeContext): Notice | undefined {
  if (!phone.state.inOtherTab) return undefined;
  const notice: Notice = {
    kind: 'elsewhere',
    tone: 'none',
    icon: more('monitor-up'),
    text: words.term('activeElsewhere'),
  };
  // An early dialog cannot be moved (RFC 3891 §3).
  if (!phone.state.calls.every(({ status }) => status === 'active' || status === 'ended')) return notice;
  // Where the call cannot be moved, it stays as it is, and the microphone shows its own state.
  const action = { label: words.term('useHere'), press: () => phone.useHere().catch(() => undefined) };
  return { ...notice, action };
}

/** Returns the label of the microphone in use; empty if the browser hides it. */
export function microphoneName({ devices }: PhoneState): string {
  const { microphones, chosen } = devices;
  const used = microphones.find(({ deviceId }) => deviceId === chosen.microphone);
  return (used ?? microphones[0])?.label ?? '';
}

function silent(call: Active, { access, words, changeDevice }: NoticeContext): Notice | undefined {
  if (!call.quality?.warnings.includes('silent-microphone')) return undefined;
  return {
    kind: 'silent',
    tone: 'warn',
    icon: 'mic',
    text: words.term('noMicrophoneAudio', microphoneName(access.phone.state)),
    level: true,
    action: { label: words.term('change'), name: words.term('changeMicrophone'), press: changeDevice },
  };
}

export function weakWords(quality: CallQuality, warning: QualityWarning, words: ToolLocalizer): string {
  if (warning === 'no-packets') return words.term('noAudioPath');
  const keys = { local: 'weakLocal', remote: 'weakRemote', unclear: 'weakSomewhere' } as const;
  return words.term(keys[quality.weakParty]);
}

function weak(call: Active, { access, words }: NoticeContext): Notice | undefined {
  const { quality } = call;
  const warning = WEAK.find((one) => quality?.warnings.includes(one));
  if (!quality || !warning) return undefined;
  const text = stressed(weakWords(quality, warning, words));
  const real = access.phone.getCall(call.id);
  // All weak-connection warnings have the same text: dismissing one suppresses the others, also one that is raised later.
  const dismiss = (): void =>
    WEAK.filter((one) => one === warning || one !== 'no-packets').forEach((one) => real?.quiet(one));
  return {
    kind: `weak ${warning === 'no-packets'} ${quality.weakParty}`,
    tone: 'warn',
    icon: 'triangle-alert',
    text,
    dismiss,
  };
}

/**
 * The commands of the phone, each declared once: methods, `before` events, `commandfor` commands, messages of `<sip-frame>`,
 * shortcuts, buttons, the manifest and docs/commands.md follow from `COMMANDS` (decision 023). Longer than 300 lines, as it is one table.
 * Subjects: commands, table; keyboard shortcuts of commands, defaults; commands that a frame may send; hotkeys, table; veto event
 * of a command; new command.
 */

import type { Availability } from './availability.js';
import type { AnswerOptions, CallMessageOptions, CallOptions, PlayOptions, PlaySource } from './call-options.js';
import type { CallNeed } from './command-needs.js';
import type { PhoneState } from './state.js';

/** Names a call of the phone: a `Call`, its state, or any other object with its id. */
export interface CallReference {
  readonly id: string;
}

/** Kinds of arguments, as they stand in a signature. */
interface CommandArgumentTypes {
  /** A number, a user name of the account's domain or a SIP URI. */
  target: [target: string];
  transferTarget: [target: string | CallReference];
  /** A watched address: it is not called. */
  extension: [target: string];
  text: [text: string];
  digits: [digits: string];
  /** The place of a parked call, where the server lets the phone choose it. */
  place: [place?: string];
  on: [on?: boolean];
  video: [what: 'none' | 'camera' | 'screen'];
  availability: [availability: Availability];
  identity: [identity?: string];
  callId: [callId?: string];
  other: [other?: string | CallReference];
  callOptions: [options?: CallOptions];
  answerOptions: [options?: AnswerOptions];
  source: [source: PlaySource];
  playOptions: [options?: PlayOptions];
  /** A content type, or options. */
  messageKind: [kind?: CallMessageOptions | string];
}

export type CommandArgument = keyof CommandArgumentTypes;

/** A row of the table. */
interface CommandRow {
  /** The object that has the method. A command on a call takes its id as the argument `callId`. */
  readonly on: 'call' | 'phone';
  /** The arguments of the method of an element; the method of a call has no `callId`. */
  readonly args: readonly CommandArgument[];
  /** `call`: a call, when it is answered. `flag`: at the call `false` where the command was not performed, instead of a promise. */
  readonly result?: 'call' | 'flag';
  /** What the call must be like; otherwise the command rejects with `already-ended`. */
  readonly needs?: CallNeed;
  /** The call without `callId`: the active one, or the first one that meets `needs`, or one beside the active call. Default `active`. */
  readonly default?: 'active' | 'first' | 'other';
  /** The action of its `before` event, which is the DOM event `sip-before-…`. Without it the command cannot be prevented. */
  readonly before?: string;
  /** Names of its `commandfor` commands, without `--sip-`. Default: `before`. */
  readonly invoker?: readonly string[];
  /** The first argument of a `commandfor` command whose button has no value. */
  readonly fallback?: (state: PhoneState) => string | undefined;
  /** `false`: a page around `<sip-frame>` may not send it. */
  readonly frame?: false;
  /** Default shortcut of `<sip-hotkeys>`; empty: none. */
  readonly hotkey?: string;
  /** Key of the focused `<sip-phone>` (`aria-keyshortcuts`). */
  readonly key?: string;
}

export const COMMANDS = {
  /** Places a call. Resolves when it is answered; rejects when it ends without an answer. */
  call: {
    on: 'phone',
    args: ['target', 'callOptions'],
    result: 'call',
    before: 'call',
    fallback: ({ dialString, lastDialled }) => dialString.trim() || lastDialled,
  },
  /** Calls the mailbox. Resolves with the call when it is answered. */
  callVoicemail: { on: 'phone', args: [], result: 'call', before: 'call', invoker: ['voicemail'] },
  /** Calls the echo service of the server (`echoUri`), which sends back what it hears. Resolves with the call when it is answered. */
  callEcho: { on: 'phone', args: [], result: 'call', before: 'call', invoker: ['echo'] },
  /** Picks up the call that rings at `target` (RFC 3891). Resolves with the call when it is answered. */
  pickUp: { on: 'phone', args: ['extension'], result: 'call', before: 'pick-up' },
  /** Calls the place of a parked call, which takes that call back. Resolves with the call when it is answered. */
  retrieve: { on: 'phone', args: ['target'], result: 'call', before: 'call', invoker: ['retrieve'] },
  /** Sends a text message (RFC 3428). Resolves when the remote user agent or a server has accepted it. */
  sendMessage: { on: 'phone', args: ['target', 'text'], before: 'message', invoker: [] },
  /** Answers an incoming call. Resolves when the session is established. */
  answer: {
    on: 'call',
    args: ['callId', 'answerOptions'],
    needs: 'incoming',
    default: 'first',
    before: 'answer',
    hotkey: 'Alt+A',
    key: 'Enter',
  },
  /** Declines an incoming call (603). */
  decline: {
    on: 'call',
    args: ['callId'],
    needs: 'unanswered',
    default: 'first',
    before: 'decline',
    hotkey: 'Alt+D',
    key: 'Escape',
  },
  /** Stops an incoming call from ringing on this phone; it can still be answered. */
  ignore: {
    on: 'call',
    args: ['callId'],
    result: 'flag',
    needs: 'incoming',
    default: 'first',
    before: 'ignore',
    hotkey: '',
  },
  /** Redirects an incoming call to another target (302, RFC 3261 §21.3.3). */
  deflect: {
    on: 'call',
    args: ['target', 'callId'],
    needs: 'incoming',
    default: 'first',
    before: 'deflect',
    fallback: ({ voicemail }) => voicemail.account,
  },
  /** Ends a call in any state. Resolves when it has ended. */
  hangUp: {
    on: 'call',
    args: ['callId'],
    needs: 'live',
    before: 'hang-up',
    hotkey: 'Alt+Shift+H',
    key: 'Shift+Escape',
  },
  /** Mutes or unmutes the microphone; without `on` it toggles. */
  mute: {
    on: 'call',
    args: ['on', 'callId'],
    result: 'flag',
    needs: 'live',
    before: 'mute',
    hotkey: 'Alt+M',
    key: 'm',
  },
  /** Holds or resumes the call; without `on` it toggles. */
  hold: {
    on: 'call',
    args: ['on', 'callId'],
    needs: 'active',
    before: 'hold',
    hotkey: 'Alt+H',
    key: 'h',
  },
  /** Makes another call the active one and holds the previous one. Default: the newest active call beside the shown one. */
  swap: { on: 'call', args: ['callId'], needs: 'live', default: 'other', before: 'swap', hotkey: '' },
  /** Merges the call with another one, or all active calls, into a conference. */
  merge: { on: 'call', args: ['callId', 'other'], needs: 'active', before: 'merge', hotkey: '' },
  /** Splits a call from the conference and holds it. */
  split: { on: 'call', args: ['callId'], needs: 'conference', before: 'split', hotkey: '' },
  /** Transfers the remote party to a target, or to the remote party of another call. Rejects when the transfer is refused. */
  transfer: {
    on: 'call',
    args: ['transferTarget', 'callId'],
    needs: 'active',
    before: 'transfer',
  },
  /**
   * Parks the call at the server: transfers the remote party to the code of the option `parkCode`. Resolves when the server has
   * accepted it, which ends the call; `retrieve()` takes it back at any phone.
   */
  park: { on: 'call', args: ['place', 'callId'], needs: 'active', before: 'park' },
  /** Sends DTMF digits. Resolves when all have been sent. */
  sendDigits: { on: 'call', args: ['digits', 'callId'], needs: 'active', before: 'digits' },
  /** Mutes the remote party for the user and for a conference; without `on` it toggles. */
  muteParticipant: {
    on: 'call',
    args: ['on', 'callId'],
    result: 'flag',
    needs: 'active',
    before: 'mute-participant',
  },
  /** Selects the video that is sent to the remote party: of the camera, of the screen, or none. */
  show: {
    on: 'call',
    args: ['video', 'callId'],
    needs: 'active',
    before: 'show',
    invoker: ['camera', 'screen'],
  },
  /** Starts or stops recording; without `on` it toggles. `call.recording()` and the summary of the call give the file. */
  record: { on: 'call', args: ['on', 'callId'], needs: 'active', before: 'record', hotkey: '' },
  /**
   * Plays an audio file or a stream to the remote party, instead of the microphone or mixed with it. Resolves at its end, at
   * `stopPlaying()` and at the end of the call; rejects with `media` where it cannot be fetched or decoded.
   */
  play: { on: 'call', args: ['source', 'callId', 'playOptions'], needs: 'active', before: 'play' },
  /** Stops what is played into the call; the microphone is sent again. */
  stopPlaying: { on: 'call', args: ['callId'], needs: 'playing', before: 'stop-playing' },
  /**
   * Sends a message of the application inside the call: MESSAGE (RFC 3428 §9) or INFO of a package (RFC 6086), with a content type of
   * the page's choice. Resolves when the remote party has accepted it.
   */
  sendCallMessage: {
    on: 'call',
    args: ['text', 'callId', 'messageKind'],
    needs: 'active',
    before: 'call-message',
    invoker: [],
  },
  /** Rejects incoming calls as busy (486) while on; without `on` it toggles. */
  setDoNotDisturb: { on: 'phone', args: ['on'], before: 'availability', invoker: ['do-not-disturb'] },
  /** Sets what others see of the user (option `publishPresence`). `do-not-disturb` also rejects incoming calls as busy; the others end that. */
  setAvailability: { on: 'phone', args: ['availability'], before: 'availability' },
  /** Chooses the identity that calls are made from: the URI of one of `identities`; without it the account. */
  setIdentity: { on: 'phone', args: ['identity'], before: 'identity' },
  /** Removes the call history of the account, and the recordings of ended calls. */
  clearHistory: { on: 'phone', args: [], before: 'clear-history' },
  /**
   * Deletes all stored data of the account on this device, in every tab of the origin: call history, messages, recordings, the
   * instance id and the chosen devices. Call `stop()` first: data of later calls is stored again.
   */
  forget: { on: 'phone', args: [], invoker: [], frame: false },
  /** Connects and registers. Needed with `manual` only. */
  start: { on: 'phone', args: [], invoker: ['start'] },
  /** Ends all calls, removes the registration and disconnects. */
  stop: { on: 'phone', args: [], invoker: ['stop'] },
} as const satisfies Record<string, CommandRow>;

/** Returns the row of a command, with all its fields. */
export const rowOf = (name: CommandName): CommandRow => COMMANDS[name];

/** Whether a string names a command. */
export const isCommand = (name: unknown): name is CommandName =>
  typeof name === 'string' && Object.hasOwn(COMMANDS, name);

/** Whether a command acts on a call. */
export const isCallCommand = (name: CommandName): name is CallCommandName => rowOf(name).on === 'call';

/** Whether a command of `<sip-frame>`. */
export const isFrameCommand = (name: unknown): name is FrameCommandName =>
  isCommand(name) && rowOf(name).frame !== false;

/** The names of all commands, in the order of the table. */
export const COMMAND_NAMES: readonly CommandName[] = Object.keys(COMMANDS).filter(isCommand);

type Commands = typeof COMMANDS;
export type CommandName = keyof Commands;
/** The names of the rows that have these fields. */
type Having<Fields> = { [Name in CommandName]: Commands[Name] extends Fields ? Name : never }[CommandName];
export type CallCommandName = Having<{ on: 'call' }>;
export type PhoneCommandName = Having<{ on: 'phone' }>;
export type FrameCommandName = Exclude<CommandName, Having<{ frame: false }>>;
export type HotkeyName = Having<{ hotkey: string }>;

/** The method of a call needs no id of the call. */
interface CallArgumentTypes extends Omit<CommandArgumentTypes, 'callId'> {
  callId: [];
}
/** Options stay in the page around the frame; a call is named by its id. */
interface FrameArgumentTypes extends Omit<
  CommandArgumentTypes,
  'callOptions' | 'answerOptions' | 'playOptions' | 'source'
> {
  callOptions: [];
  answerOptions: [];
  playOptions: [];
  /** What a message can carry (HTML §2.7 structured clone). */
  source: [source: string | Blob];
}

/** The parameters of a method, from its kinds of arguments. */
type Signature<
  Kinds extends readonly unknown[],
  Types extends { [Kind in CommandArgument]: unknown[] },
> = Kinds extends readonly [infer Kind extends CommandArgument, ...infer Rest]
  ? [...Types[Kind], ...Signature<Rest, Types>]
  : [];

/** Arguments of the methods of elements. */
export type CommandArguments = { [Name in CommandName]: Signature<Commands[Name]['args'], CommandArgumentTypes> };
/** Arguments of the methods of a call. */
export type CallCommandArguments = { [Name in CallCommandName]: Signature<Commands[Name]['args'], CallArgumentTypes> };
/** Arguments of the methods of `<sip-frame>`. */
type FrameCommandArguments = {
  [Name in FrameCommandName]: Signature<Commands[Name]['args'], FrameArgumentTypes>;
};

type ResultOf<Name extends CommandName, Made> = Promise<Commands[Name] extends { result: 'call' } ? Made : void>;

/** The methods of `<sip-phone>`. `Made`: a call. Each promise settles; it rejects with a `PhoneError`, for a wrong type with a `TypeError`. */
export type CommandMethods<Made> = {
  [Name in keyof Commands]: (...args: CommandArguments[Name]) => ResultOf<Name, Made>;
};
/** The methods of `<sip-frame>`. */
export type FrameCommandMethods<Made> = {
  [Name in keyof Commands as Name extends FrameCommandName ? Name : never]: (
    ...args: FrameCommandArguments[Name & FrameCommandName]
  ) => ResultOf<Name, Made>;
};
/** The methods of a call. */
export type CallCommandMethods = {
  [Name in CallCommandName]: (
    ...args: CallCommandArguments[Name]
  ) => Commands[Name] extends { result: 'flag' } ? boolean : Promise<void>;
};

/** A command on a call as its `before` event names it. */
export type CallAction = Commands[CallCommandName]['before'];

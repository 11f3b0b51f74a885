/** The states of a phone and the failures of a call: one table for the tests of the words, and for the test that each has a story. */

export interface Failure {
  readonly title: string;
  readonly status: number;
  /** The value of a Reason header field. */
  readonly reason?: string;
  /** Further lines of the response. */
  readonly extra?: readonly string[];
  /** Whether the callee rings before. */
  readonly rings?: boolean;
  readonly words: string;
  /** The announcement, when it is not the text without its full stop. */
  readonly said?: string;
  readonly tone: 'busy' | 'congestion';
  /** The button that helps; undefined when the user can do nothing. */
  readonly remedy?: 'Call again' | 'Edit number';
  /** The name of the story of `<sip-phone>`. */
  readonly story: string;
}

type Kind = Pick<Failure, 'words' | 'said' | 'tone' | 'remedy' | 'story'>;

const kind = (words: string, story: string, remedy?: Failure['remedy']): Kind => ({
  words,
  story,
  tone: 'congestion',
  ...(remedy ? { remedy } : {}),
});

const INCOMPATIBLE = kind('The phones could not agree on a connection', 'Incompatible');
const NOT_ALLOWED = kind('You are not allowed to call this number', 'NotAllowed');
const NOT_FOUND = kind('This number does not exist', 'NotFound', 'Edit number');
const TIMEOUT = kind('The server did not answer', 'ServerSilent', 'Call again');
const GONE = kind('This number is no longer in use', 'Gone');
const UNAVAILABLE = kind('Not available right now', 'Unavailable', 'Call again');
const LOOP = kind('The call goes round in circles. Tell your administrator', 'Loop');
const INCOMPLETE = kind('The number is incomplete', 'Incomplete', 'Edit number');
const BUSY: Kind = { ...kind('1020 is busy', 'Busy', 'Call again'), tone: 'busy', said: 'Busy' };
const TROUBLE = kind('The phone system has a problem', 'ServerTrouble', 'Call again');
const DECLINED = kind('Declined', 'Declined', 'Call again');
const BLOCKED = kind('Call was blocked', 'Blocked');
const NO_ANSWER = kind('No answer', 'NoAnswer', 'Call again');

const byStatus = (of: Kind, ...codes: readonly number[]): Failure[] =>
  codes.map((status) => ({ ...of, status, title: `with ${status}: ${of.words}` }));

const byReason = (of: Kind, cause: number): Failure => ({
  ...of,
  status: 480,
  reason: `Q.850;cause=${cause}`,
  title: `with 480 and Q.850 cause ${cause}: ${of.words}`,
});

export const FAILURES: readonly Failure[] = [
  ...byStatus(INCOMPATIBLE, 400, 415, 420, 488, 606),
  ...byStatus(NOT_ALLOWED, 403),
  ...byStatus(NOT_FOUND, 404, 485, 604),
  ...byStatus(TIMEOUT, 408, 504),
  ...byStatus(GONE, 410),
  ...byStatus(UNAVAILABLE, 480),
  ...byStatus(LOOP, 482, 483),
  ...byStatus(INCOMPLETE, 484),
  ...byStatus(BUSY, 486, 600),
  ...byStatus(TROUBLE, 500, 502, 503),
  ...byStatus(DECLINED, 603),
  ...byStatus(BLOCKED, 607, 608),
  byReason(NOT_FOUND, 1),
  byReason(BUSY, 17),
  byReason(NO_ANSWER, 19),
  byReason(DECLINED, 21),
  byReason(TROUBLE, 34),
  { ...NO_ANSWER, status: 480, rings: true, title: 'with 480 after it rang: No answer' },
];

/** Each state with its element, and the name of its story. */
export const STORIES: readonly (readonly [state: string, element: string, story: string])[] = [
  ['unconfigured', 'sip-phone', 'NotSetUp'],
  ['wrongly configured', 'sip-phone', 'BadServer'],
  ['connecting', 'sip-phone', 'Connecting'],
  ['ready', 'sip-phone', 'Dialpad'],
  ['elsewhere', 'sip-phone', 'Elsewhere'],
  ['offline', 'sip-phone', 'Offline'],
  ['never reached', 'sip-phone', 'NeverReached'],
  ['refused', 'sip-phone', 'Refused'],
  ['audio locked', 'sip-phone', 'SoundLocked'],
  ['dialing', 'sip-phone', 'Calling'],
  ['ringing out', 'sip-phone', 'Ringing'],
  ['early media', 'sip-phone', 'EarlyMedia'],
  ['incoming', 'sip-phone', 'Incoming'],
  ['second incoming', 'sip-phone', 'SecondIncoming'],
  ['in call', 'sip-phone', 'InCall'],
  ['muted', 'sip-phone', 'Muted'],
  ['talking while muted', 'sip-call', 'TalkingWhileMuted'],
  ['on hold', 'sip-phone', 'OnHold'],
  ['remote hold', 'sip-phone', 'HeldByTheOtherSide'],
  ['transferring', 'sip-call', 'Transferring'],
  ['transfer refused', 'sip-call', 'TransferRefused'],
  ['transfer that the remote party or the server refuses', 'sip-call', 'TransferNotPossible'],
  ['transferred', 'sip-phone', 'Transferred'],
  ['redirect that the user confirms', 'sip-call', 'RedirectAsked'],
  ['transfer that the user confirms', 'sip-call', 'TransferAsked'],
  ['attended transfer', 'sip-call', 'AskingFirst'],
  ['conference', 'sip-call', 'Conference'],
  ['reconnecting media', 'sip-phone', 'ConnectionLost'],
  ['poor quality here', 'sip-call', 'WeakHere'],
  ['poor quality there', 'sip-call', 'WeakThere'],
  ['silent microphone', 'sip-call', 'SilentMicrophone'],
  ['device gone', 'sip-call', 'DeviceLost'],
  ['microphone not asked', 'sip-permission', 'BeforeTheBrowserAsks'],
  ['microphone denied', 'sip-permission', 'Denied'],
  ['no microphone', 'sip-permission', 'Missing'],
  ['insecure page', 'sip-permission', 'Insecure'],
  ['frame without permission', 'sip-permission', 'BlockedByTheFrame'],
  ['ended', 'sip-phone', 'Ended'],
  ['had ended already', 'sip-phone', 'AlreadyEnded'],
  ['missed', 'sip-phone', 'Missed'],
  ['answered elsewhere', 'sip-phone', 'AnsweredElsewhere'],
  ['no audio path', 'sip-phone', 'NoAudioPath'],
  ['remote party lost', 'sip-phone', 'RemotePartyLost'],
  ...FAILURES.map(({ title, story }) => [title, 'sip-phone', story] as const),
];

/**
 * The public API of SIP messages as plain data: parser, printer, header fields and bodies (RFC 3261 §7).
 * Subjects: exports of SIP messages; sip-elements/sip/message.
 */

export { parseMessage } from './parse.js';
export type { ParseResult } from './parse.js';
export { DEFAULT_LIMITS } from './limits.js';
export type { Limits } from './limits.js';
export { Message } from './message.js';
export { IncomingRequest, OutgoingRequestMessage } from './request.js';
export { IncomingResponse, OutgoingResponseMessage } from './response.js';
export { REASON_PHRASE, reasonPhrase } from './status.js';

export { Headers } from './headers.js';
export { NameAddrHeader } from './name-addr.js';
export { Params } from './params.js';
export type { ParamsStyle } from './params.js';
export { URI } from './uri.js';
export type { UriInit } from './uri.js';

export { parseAuth, parseAuthParams, printAuth, printAuthParams, printChallenge } from './header/auth.js';
export type { AuthHeader } from './header/auth.js';
export { alertUrns, answerAfter, parseAnswerMode, parseInfos } from './header/call-info.js';
export type { AnswerMode, Info } from './header/call-info.js';
export { contactExpires, contactGruu, contactInstance, contactQ, contactRegId } from './header/contact.js';
export { parseCSeq, printCSeq } from './header/cseq.js';
export type { CSeq } from './header/cseq.js';
export { parseDate, printDate } from './header/date.js';
export { diversions, historyInfo } from './header/diversion.js';
export type { Diversion, HistoryEntry } from './header/diversion.js';
export { parseEvent, printEvent, sameEvent } from './header/event.js';
export type { EventHeader } from './header/event.js';
export { infoPackageOf } from './header/info-package.js';
export { assertedIdentities, parsePrivacy, remoteParties, remotePartyOf } from './header/identity.js';
export type { RemoteParty } from './header/identity.js';
export { parseParameterized } from './header/parameterized.js';
export type { Parameterized } from './header/parameterized.js';
export { parseRAck, parseRSeq, printRAck } from './header/rack.js';
export type { RAck } from './header/rack.js';
export { parseReasons, printReason } from './header/reason.js';
export type { Reason } from './header/reason.js';
export { parseReferSub, parseReferTo } from './header/refer.js';
export type { ReferTo } from './header/refer.js';
export {
  parseJoin,
  parseReplaces,
  parseTargetDialog,
  printJoin,
  printReplaces,
  printTargetDialog,
} from './header/replaces.js';
export type { DialogReference } from './header/replaces.js';
export { parseRetryAfter } from './header/retry-after.js';
export type { RetryAfter } from './header/retry-after.js';
export { isLoose, parseRoutes, printRoutes } from './header/routes.js';
export { parseMinSe, parseSessionExpires, printSessionExpires } from './header/session-expires.js';
export type { Refresher, SessionExpires } from './header/session-expires.js';
export { parseSubscriptionState, printSubscriptionState } from './header/subscription-state.js';
export type { SubscriptionState } from './header/subscription-state.js';
export { Via } from './header/via.js';
export { parseWarnings, printWarning } from './header/warning.js';
export type { Warning } from './header/warning.js';

export { bodyParts, findPart, printMultipart } from './body.js';
export type { BodyPart, NewPart } from './body.js';
export { DTMF_RELAY, parseDtmf, printDtmfRelay } from './dtmf-relay.js';
export type { DtmfSignal } from './dtmf-relay.js';
export { SIPFRAG, parseSipfrag, printSipfrag } from './sipfrag.js';
export type { StatusFragment } from './sipfrag.js';

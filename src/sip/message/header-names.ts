/** Names of header fields: the spelling of the RFCs, and the compact forms (RFC 3261 §7.3.3, IANA SIP parameters). */

/** Name as the RFCs write it → its compact form, where there is one. Keys of an object compare by identity. */
const REGISTERED = {
  Via: 'v',
  From: 'f',
  To: 't',
  'Call-ID': 'i',
  CSeq: '',
  'Max-Forwards': '',
  Contact: 'm',
  'Content-Length': 'l',
  'Content-Type': 'c',
  Route: '',
  'Record-Route': '',
  Accept: '',
  'Accept-Contact': 'a',
  'Accept-Encoding': '',
  'Accept-Language': '',
  'Alert-Info': '',
  Allow: '',
  'Allow-Events': 'u',
  'Answer-Mode': '',
  'Authentication-Info': '',
  Authorization: '',
  'Call-Info': '',
  'Content-Disposition': '',
  'Content-Encoding': 'e',
  'Content-ID': '',
  'Content-Language': '',
  Date: '',
  Diversion: '',
  'Error-Info': '',
  Event: 'o',
  Expires: '',
  'Flow-Timer': '',
  Geolocation: '',
  'History-Info': '',
  Identity: 'y',
  'In-Reply-To': '',
  'Info-Package': '',
  Join: '',
  'MIME-Version': '',
  'Min-Expires': '',
  'Min-SE': '',
  Organization: '',
  'P-Asserted-Identity': '',
  'P-Associated-URI': '',
  'P-Called-Party-ID': '',
  'P-Early-Media': '',
  'P-Preferred-Identity': '',
  Path: '',
  Priority: '',
  Privacy: '',
  'Proxy-Authenticate': '',
  'Proxy-Authentication-Info': '',
  'Proxy-Authorization': '',
  'Proxy-Require': '',
  RAck: '',
  Reason: '',
  'Recv-Info': '',
  'Refer-Sub': '',
  'Refer-To': 'r',
  'Referred-By': 'b',
  'Reject-Contact': 'j',
  'Remote-Party-ID': '',
  Replaces: '',
  'Reply-To': '',
  'Request-Disposition': 'd',
  Require: '',
  'Retry-After': '',
  RSeq: '',
  Server: '',
  'Service-Route': '',
  'Session-Expires': 'x',
  'SIP-ETag': '',
  'SIP-If-Match': '',
  Subject: 's',
  'Subscription-State': '',
  Supported: 'k',
  'Target-Dialog': '',
  Timestamp: '',
  Unsupported: '',
  'User-Agent': '',
  'User-to-User': '',
  Warning: '',
  'WWW-Authenticate': '',
};

/** A registered header field. */
export interface KnownName {
  readonly name: string;
  /** The place of the first line of this name in `Head.first`; the fields that every message is asked for have one. */
  readonly slot: number;
}

/** The slots: the order in which the names stand above. */
export const VIA = 0;
export const FROM = 1;
export const TO = 2;
export const CALL_ID = 3;
export const CSEQ = 4;
export const MAX_FORWARDS = 5;
export const CONTACT = 6;
export const CONTENT_LENGTH = 7;
export const CONTENT_TYPE = 8;
export const ROUTE = 9;
export const RECORD_ROUTE = 10;
export const SLOTS = 11;

/** Their names. */
export const SLOT_NAMES: readonly string[] = Object.keys(REGISTERED).slice(0, SLOTS);

/** Spelling → name: that of the RFCs, lower case and the compact form. */
const NAMES = new Map<string, KnownName>();

for (const [index, [name, compact]] of Object.entries(REGISTERED).entries()) {
  const known = { name, slot: index < SLOTS ? index : -1 };
  NAMES.set(name, known).set(name.toLowerCase(), known);
  if (compact !== '') NAMES.set(compact, known).set(compact.toUpperCase(), known);
}

/** A registered header field, however its name is written, compact forms included; undefined for any other. */
export function knownName(written: string): KnownName | undefined {
  return NAMES.get(written) ?? NAMES.get(written.toLowerCase());
}

/** The RFCs' spelling of a registered name, however it is written; undefined for any other. */
export function registeredName(written: string): string | undefined {
  return knownName(written)?.name;
}

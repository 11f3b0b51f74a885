/**
 * The registered names of header fields and their compact forms (RFC 3261 §7.3.3, IANA SIP parameters).
 * Subjects: compact header names; names of header fields; registered header fields.
 */

/** Name in the RFCs' spelling → compact form, or an empty string. */
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
interface KnownName {
  readonly name: string;
  /** The index of the field in `Head.first`, for frequently used fields; else -1. */
  readonly slot: number;
}

/** The slots, in the order of the names above. */
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

/** The names of the slots. */
export const SLOT_NAMES: readonly string[] = Object.keys(REGISTERED).slice(0, SLOTS);

/** Spelling → name, for the RFCs' spelling, lower case and the compact form. */
const NAMES = new Map<string, KnownName>();

for (const [index, [name, compact]] of Object.entries(REGISTERED).entries()) {
  const known = { name, slot: index < SLOTS ? index : -1 };
  NAMES.set(name, known).set(name.toLowerCase(), known);
  if (compact !== '') NAMES.set(compact, known).set(compact.toUpperCase(), known);
}

/** Returns the registered header field of a name in any case or compact form; undefined for any other. */
export function knownName(written: string): KnownName | undefined {
  return NAMES.get(written) ?? NAMES.get(written.toLowerCase());
}

/** Returns the RFCs' spelling of a registered name in any case or compact form; undefined for any other. */
export function registeredName(written: string): string | undefined {
  return knownName(written)?.name;
}

/** Names of header fields: the spelling of the RFCs, and the compact forms (RFC 3261 §7.3.3, IANA SIP parameters). */

/** Spelling → name. Filled with the spelling of the RFCs, lower case and the compact form. */
const NAMES = new Map<string, string>();

/** Name as the RFCs write it, then its compact form where there is one. */
const REGISTERED =
  'Accept,Accept-Contact a,Accept-Encoding,Accept-Language,Alert-Info,Allow,Allow-Events u,Answer-Mode,Authentication-Info,' +
  'Authorization,Call-ID i,Call-Info,Contact m,Content-Disposition,Content-Encoding e,Content-ID,Content-Language,' +
  'Content-Length l,Content-Type c,CSeq,Date,Diversion,Error-Info,Event o,Expires,Flow-Timer,From f,Geolocation,' +
  'Geolocation-Error,Geolocation-Routing,History-Info,Identity y,In-Reply-To,Info-Package,Join,Max-Forwards,' +
  'MIME-Version,Min-Expires,Min-SE,Organization,P-Access-Network-Info,P-Asserted-Identity,P-Associated-URI,' +
  'P-Called-Party-ID,P-Early-Media,P-Preferred-Identity,Path,Priority,Privacy,Priv-Answer-Mode,Proxy-Authenticate,' +
  'Proxy-Authorization,Proxy-Require,RAck,Reason,Record-Route,Recv-Info,Refer-Sub,Refer-To r,Referred-By b,' +
  'Reject-Contact j,Remote-Party-ID,Replaces,Reply-To,Request-Disposition d,Require,Retry-After,Route,RSeq,Server,' +
  'Service-Route,Session-Expires x,SIP-ETag,SIP-If-Match,Subject s,Subscription-State,Supported k,Target-Dialog,Timestamp,' +
  'To t,Unsupported,User-Agent,User-to-User,Via v,Warning,WWW-Authenticate';

for (const entry of REGISTERED.split(',')) {
  const [name, compact] = entry.split(' ') as [string, string?];
  NAMES.set(name, name);
  NAMES.set(name.toLowerCase(), name);
  if (compact !== undefined) {
    NAMES.set(compact, name);
    NAMES.set(compact.toUpperCase(), name);
  }
}

/** The RFCs' spelling of a registered name, however it is written, compact forms included; undefined for any other. */
export function registeredName(written: string): string | undefined {
  return NAMES.get(written) ?? NAMES.get(written.toLowerCase());
}

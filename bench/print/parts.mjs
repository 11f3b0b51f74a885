/** The parts of the INVITE that every library writes. */

import { MESSAGES } from '../parse/messages.mjs';

export const BODY = MESSAGES[4].slice(MESSAGES[4].indexOf('\r\n\r\n') + 4);
export const EXTRA = [
  'Contact: <sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws;ob>',
  'Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY,PRACK',
  'Session-Expires: 1800;refresher=uac',
  'X-Customer: 4711',
];

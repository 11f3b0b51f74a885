/**
 * Shows in a call what its session tells: hold, identity, redirection, header fields. Its events go to the application.
 * Subjects: session event changes the call; remote hold shown in the call; identity update of a call.
 */

import { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneCore } from '../phone-core.js';
import type { Call } from './call.js';
import { readCallMessage } from './call-messages.js';
import { customHeaders } from './custom-headers.js';
import { partyOf } from './party.js';
import { forward } from './session-events.js';

/** Follows the session of a call; a session that was replaced may still emit events. */
export function showSession(call: Call, session: Session, core: PhoneCore): void {
  forward(session, (name, args) => {
    // A call that is taken over began on an earlier page; one that the next page continues does not end on this one.
    if (call.session && call.state.status !== 'resuming') core.tell('sessionEvent', call, name, args);
  });
  session.on('hold', (originator) => call.apply({ type: 'hold', hold: { [originator]: true } }));
  session.on('unhold', (originator) => call.apply({ type: 'hold', hold: { [originator]: false } }));
  session.on('identity', (asserted) => showPeer(call, asserted, core));
  session.on('redirected', (target) => call.apply({ type: 'called', party: partyOf(new NameAddrHeader(target)) }));
  const tell = (request: IncomingRequest): void => {
    const message = readCallMessage(request, core.option('messageTypes') ?? [], core.option('infoPackages') ?? []);
    if (message) core.tell('callMessage', call, message);
  };
  session.on('info', tell);
  session.on('message', (request) => {
    tell(request);
    core.emit('messageInCall', request, session.shownIdentity);
  });
  session.on('accepted', (data) => {
    const headers = data && customHeaders(data.response.headers);
    if (headers) call.apply({ type: 'headers', headers });
    const contact = data?.response.contact;
    if (contact?.params.has('isfocus')) call.apply({ type: 'details', details: { focus: contact.uri.toString() } });
  });
}

/** Emits the transfers (REFER) that the remote party requests, for a phone that takes them. */
export function showTransfers(call: Call, session: Session, core: PhoneCore): void {
  session.on('refer', (request) => {
    core.tell('sessionEvent', call, 'refer', [request]);
    core.emit('referred', call, session, request);
  });
}

/** Shows the identity that the remote party or the server states; with the same number, known details are kept. */
export function showPeer(call: Call, identity: NameAddrHeader, core: PhoneCore): void {
  const said = partyOf(identity);
  const { peer } = call.state;
  const next = said.number === peer.number ? { ...peer, uri: said.uri, name: said.name || peer.name } : said;
  call.apply({ type: 'peer', peer: next });
  core.emit('peer', call);
}

/** The bodies of the event packages: the examples of their RFCs, malformed bodies, and that parsing reverses printing. */

import { expect } from 'chai';
import {
  mergeDialogInfo,
  parseDialogInfo,
  printDialogInfo,
  type DialogInfo,
  type DialogInfoDialog,
} from '../../../../src/sip/event/package/dialog-info.js';
import { parseMessageSummary, printMessageSummary } from '../../../../src/sip/event/package/message-summary.js';
import { parsePresence } from '../../../../src/sip/event/package/presence.js';
import { printPresence } from '../../../../src/sip/event/package/presence-print.js';
import { parseRegInfo, printRegInfo } from '../../../../src/sip/event/package/reg-info.js';
import fc from '../../../support/properties.js';

/** Text without white space at its ends, which XML would trim. */
const words = fc
  .string({ unit: fc.constantFrom('a', 'é', '<', '&', '"', "'", '>', 'x y', '日') })
  .map((text) => text.trim());

describe('message-summary (RFC 3842)', () => {
  // @rfc 3842 §5.2
  it('reads the example of §5.2', () => {
    const body =
      'Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\nVoice-Message: 4/8 (1/2)\r\n\r\nTo: <alice@atlanta.example.com>\r\n';
    expect(parseMessageSummary(body)).to.deep.equal({
      waiting: true,
      account: 'sip:alice@vmail.example.com',
      counts: { 'voice-message': { new: 4, old: 8, newUrgent: 1, oldUrgent: 2 } },
    });
  });

  it('reads bare line feeds, names in any letter case, missing urgent counts and several message classes', () => {
    expect(
      parseMessageSummary('messages-waiting: NO\nVOICE-MESSAGE: 0/3\nFax-Message:1/0\nX-Thing: 1\n'),
    ).to.deep.equal({
      waiting: false,
      account: undefined,
      counts: {
        'voice-message': { new: 0, old: 3, newUrgent: 0, oldUrgent: 0 },
        'fax-message': { new: 1, old: 0, newUrgent: 0, oldUrgent: 0 },
      },
    });
  });

  it('ignores a malformed line, and refuses a body without Messages-Waiting', () => {
    expect(
      parseMessageSummary('Messages-Waiting: yes\r\nVoice-Message: many\r\nFax-Message: 1\r\n')?.counts,
    ).to.deep.equal({});
    expect(parseMessageSummary('')).to.equal(undefined);
    expect(parseMessageSummary('Voice-Message: 1/0')).to.equal(undefined);
  });

  it('parses what it has printed', () => {
    const count = fc.record({ new: fc.nat(), old: fc.nat(), newUrgent: fc.nat(), oldUrgent: fc.nat() });
    const counts = fc.record({ 'voice-message': count, 'fax-message': count, none: count }, { requiredKeys: [] });
    const summary = fc.record({
      waiting: fc.boolean(),
      account: fc.constantFrom(undefined, 'sip:a@b.example'),
      counts,
    });
    fc.assert(
      fc.property(
        summary,
        (value) =>
          void expect(parseMessageSummary(printMessageSummary(value))).to.deep.equal({
            ...value,
            counts: { ...value.counts },
          }),
      ),
    );
  });

  it('refuses to print an account with a line break', () => {
    expect(() => printMessageSummary({ waiting: true, account: 'a\r\nVoice-Message: 9/9', counts: {} })).to.throw(
      TypeError,
    );
  });
});

describe('dialog-info (RFC 4235)', () => {
  const example = `<?xml version="1.0"?>
    <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1" state="full" entity="sip:alice@example.com">
      <dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1928301774" remote-tag="456887766" direction="initiator">
        <state event="rejected" code="486">terminated</state>
        <duration>274</duration>
        <local><identity display="Alice">sip:alice@example.com</identity><target uri="sip:alice@pc33.example.com"/></local>
        <remote><identity display="Bob &amp; Co">sip:bob@example.org</identity><target uri="sip:bobster@phone21.example.org"/></remote>
      </dialog>
      <dialog id="no-state"/><dialog id="odd"><state>asleep</state></dialog><dialog><state>early</state></dialog>
    </dialog-info>`;

  it('reads a document, and leaves out dialogs without an id or a known state', () => {
    const info = parseDialogInfo(example)!;
    expect([info.version, info.state, info.entity]).to.deep.equal([1, 'full', 'sip:alice@example.com']);
    expect(info.dialogs).to.deep.equal([
      {
        id: 'as7d900as8',
        callId: 'a84b4c76e66710',
        localTag: '1928301774',
        remoteTag: '456887766',
        direction: 'initiator',
        state: 'terminated',
        event: 'rejected',
        code: 486,
        duration: 274,
        local: { identity: 'sip:alice@example.com', display: 'Alice', target: 'sip:alice@pc33.example.com' },
        remote: { identity: 'sip:bob@example.org', display: 'Bob & Co', target: 'sip:bobster@phone21.example.org' },
      },
    ]);
  });

  it('refuses another document', () => {
    expect(parseDialogInfo('')).to.equal(undefined);
    expect(parseDialogInfo(example.replace('ns:dialog-info', 'ns:other'))).to.equal(undefined);
    expect(parseDialogInfo(example.replace('version="1" state', 'version="x" state'))).to.equal(undefined);
    expect(parseDialogInfo(example.replace('state="full"', 'state="some"'))).to.equal(undefined);
    expect(parseDialogInfo(example.replace('entity=', 'other='))).to.equal(undefined);
  });

  const dialog = (id: string, state: DialogInfoDialog['state']): DialogInfoDialog => ({
    id,
    callId: undefined,
    localTag: undefined,
    remoteTag: undefined,
    direction: undefined,
    state,
    event: undefined,
    code: undefined,
    duration: undefined,
    local: undefined,
    remote: undefined,
  });
  const info = (version: number, state: DialogInfo['state'], ...dialogs: DialogInfoDialog[]): DialogInfo => ({
    version,
    state,
    entity: 'sip:a@b.example',
    dialogs,
  });

  // @rfc 4235 §4.4
  it('merges partial documents, removes terminated dialogs, and detects a missing version (§4.4)', () => {
    const first = mergeDialogInfo(undefined, info(0, 'full', dialog('1', 'early'), dialog('2', 'terminated')))!;
    expect(first.dialogs.map(({ id }) => id)).to.deep.equal(['1']);
    const second = mergeDialogInfo(first, info(1, 'partial', dialog('1', 'confirmed'), dialog('3', 'trying')))!;
    expect(second.dialogs.map(({ id, state }) => [id, state])).to.deep.equal([
      ['1', 'confirmed'],
      ['3', 'trying'],
    ]);
    const third = mergeDialogInfo(second, info(2, 'partial', dialog('1', 'terminated')))!;
    expect(third.dialogs.map(({ id }) => id)).to.deep.equal(['3']);
    expect(mergeDialogInfo(third, info(2, 'partial', dialog('9', 'early'))), 'an old one').to.equal(third);
    expect(mergeDialogInfo(third, info(4, 'partial')), 'one is missing').to.equal(undefined);
    expect(mergeDialogInfo(undefined, info(4, 'partial')), 'no full one yet').to.equal(undefined);
  });

  it('keep the latest 1,000 dialogs, however many a notifier adds', () => {
    let known = mergeDialogInfo(undefined, info(0, 'full'))!;
    for (let version = 1; version <= 30; version++) {
      const added = Array.from({ length: 50 }, (_, index) => dialog(`${version}-${index}`, 'confirmed'));
      known = mergeDialogInfo(known, info(version, 'partial', ...added))!;
    }
    expect(known.dialogs).to.have.length(1000);
    expect(known.dialogs.at(-1)?.id).to.equal('30-49');
  });

  it('parses what it has printed', () => {
    const party = fc.option(fc.record({ identity: words, display: words, target: words }), { nil: undefined });
    const one = fc.record({
      id: words,
      callId: fc.option(words, { nil: undefined }),
      localTag: fc.option(words, { nil: undefined }),
      remoteTag: fc.option(words, { nil: undefined }),
      direction: fc.constantFrom('initiator' as const, 'recipient' as const, undefined),
      state: fc.constantFrom('trying' as const, 'early' as const, 'confirmed' as const, 'terminated' as const),
      event: fc.option(words, { nil: undefined }),
      code: fc.option(fc.integer({ min: 100, max: 699 }), { nil: undefined }),
      duration: fc.option(fc.nat(), { nil: undefined }),
      local: party,
      remote: party,
    });
    const any = fc.record({
      version: fc.nat(),
      state: fc.constantFrom('full' as const, 'partial' as const),
      entity: words,
      dialogs: fc.array(one, { maxLength: 3 }),
    });
    fc.assert(fc.property(any, (value) => void expect(parseDialogInfo(printDialogInfo(value))).to.deep.equal(value)));
  });
});

describe('presence (RFC 3863, RFC 4480)', () => {
  // @rfc 3863 §4.3
  it('reads the example of RFC 3863 §4.3, with the activities of RFC 4480', () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>
      <impp:presence xmlns:impp="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
          xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="pres:someone@example.com">
        <impp:tuple id="sg89ae">
          <impp:status><impp:basic>open</impp:basic></impp:status>
          <impp:contact priority="0.8">tel:+09012345678</impp:contact>
          <impp:note>in a call</impp:note>
          <impp:timestamp>2001-10-27T16:49:29Z</impp:timestamp>
        </impp:tuple>
        <impp:tuple><impp:status/></impp:tuple>
        <impp:note xml:lang="en">back soon</impp:note>
        <dm:person id="p1"><rpid:activities><rpid:on-the-phone/><rpid:other>golf</rpid:other></rpid:activities></dm:person>
      </impp:presence>`;
    expect(parsePresence(body)).to.deep.equal({
      entity: 'pres:someone@example.com',
      tuples: [
        {
          id: 'sg89ae',
          basic: 'open',
          contact: 'tel:+09012345678',
          priority: 0.8,
          notes: ['in a call'],
          timestamp: '2001-10-27T16:49:29Z',
        },
      ],
      notes: ['back soon'],
      activities: ['on-the-phone', 'golf'],
    });
  });

  it('refuses a document that is not PIDF, and ignores invalid values', () => {
    expect(parsePresence('<presence entity="a"/>')).to.equal(undefined);
    expect(parsePresence('<presence xmlns="urn:ietf:params:xml:ns:pidf"/>')).to.equal(undefined);
    const odd =
      '<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="a"><tuple id="1"><status><basic>ajar</basic></status><contact priority="7">x</contact></tuple></presence>';
    expect(parsePresence(odd)!.tuples[0]).to.deep.include({ basic: undefined, priority: undefined });
  });

  it('parses what it has printed', () => {
    const tuple = fc.record({
      id: words,
      basic: fc.constantFrom('open' as const, 'closed' as const, undefined),
      contact: words,
      priority: fc.constantFrom(0, 0.25, 1, undefined),
      notes: fc.array(words, { maxLength: 2 }),
      timestamp: fc.option(words, { nil: undefined }),
    });
    const any = fc.record({
      entity: words,
      tuples: fc.array(tuple, { maxLength: 3 }),
      notes: fc.array(words, { maxLength: 2 }),
      activities: fc.array(fc.constantFrom('away', 'on-the-phone', 'Golf & tea'), { maxLength: 2 }),
    });
    fc.assert(fc.property(any, (value) => void expect(parsePresence(printPresence(value))).to.deep.equal(value)));
  });
});

describe('reg (RFC 3680)', () => {
  const body = `<?xml version="1.0"?>
    <reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">
      <registration aor="sip:user@example.com" id="as9" state="active">
        <contact id="76" state="active" event="registered" duration-registered="7322" q="0.8"><uri>sip:user@pc887.example.com</uri></contact>
        <contact id="77" state="terminated" event="expired" expires="10" retry-after="60"><uri>sip:user@university.edu</uri><display-name>U &lt;1&gt;</display-name></contact>
        <contact id="78" state="active" event="registered"/>
      </registration>
      <registration aor="sip:x@example.com" state="active"/>
    </reginfo>`;

  // @rfc 3680 §6
  it('reads the example of §6, and leaves out elements without a mandatory part', () => {
    expect(parseRegInfo(body)).to.deep.equal({
      version: 0,
      state: 'full',
      registrations: [
        {
          id: 'as9',
          aor: 'sip:user@example.com',
          state: 'active',
          contacts: [
            {
              id: '76',
              state: 'active',
              event: 'registered',
              uri: 'sip:user@pc887.example.com',
              displayName: undefined,
              expires: undefined,
              retryAfter: undefined,
            },
            {
              id: '77',
              state: 'terminated',
              event: 'expired',
              uri: 'sip:user@university.edu',
              displayName: 'U <1>',
              expires: 10,
              retryAfter: 60,
            },
          ],
        },
      ],
    });
  });

  it('parses what it has printed, and refuses another document', () => {
    const info = parseRegInfo(body)!;
    expect(parseRegInfo(printRegInfo(info))).to.deep.equal(info);
    expect(parseRegInfo('<reginfo version="0" state="full"/>')).to.equal(undefined);
    expect(parseRegInfo(body.replace('version="0" state', 'version="-1" state'))).to.equal(undefined);
  });
});

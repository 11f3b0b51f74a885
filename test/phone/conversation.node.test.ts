import { expect } from 'chai';
import {
  changeConversation,
  changeMessage,
  readKept,
  toKeep,
  unreadOf,
  withAlias,
  withMessage,
} from '../../src/phone/people/conversation.js';
import type { ChatMessage, Conversation } from '../../src/phone/state.js';

const peer = (name: string) => ({ name: '', number: name, uri: `sip:${name}@example.com` });
const message = (id: string, at = 0, direction: ChatMessage['direction'] = 'incoming'): ChatMessage => ({
  ...{ id, at, direction, text: id, status: direction === 'incoming' ? 'received' : 'sent' },
});
const ids = (conversation: Conversation | undefined) => conversation?.messages.map(({ id }) => id);

describe('Conversations', () => {
  it('keep the newest 500 messages, of which no more can be unread than there are', () => {
    let all: readonly Conversation[] = [];
    for (let i = 0; i < 620; i++) all = withMessage(all, peer('bob'), message(`${i}`, i));
    expect(all[0]?.messages).to.have.length(500);
    expect(all[0]?.messages[0]?.id).to.equal('120');
    expect(all[0]?.unread).to.equal(500);
    expect(unreadOf(all)).to.equal(500);
  });

  it('keep less over a reload, as the storage of a page is small, and read back what they have kept', () => {
    let all: readonly Conversation[] = [];
    for (let i = 0; i < 80; i++) all = withMessage(all, peer(`user${i}`), message(`${i}`, i, 'outgoing'));
    for (let i = 0; i < 150; i++) all = withMessage(all, peer('user79'), message(`more-${i}`, i));
    const kept = toKeep(all);
    expect(kept).to.have.length(50);
    expect(kept[0]?.messages).to.have.length(100);
    expect(readKept(JSON.parse(JSON.stringify(kept)))).to.deep.equal([{ ...kept[0], unread: 100 }, ...kept.slice(1)]);
  });

  it('keep the name of who writes without one', () => {
    let all = withMessage([], { ...peer('bob'), name: 'Bob' }, message('1'));
    all = withMessage(all, peer('bob'), message('2'));
    expect(all[0]?.peer.name).to.equal('Bob');
    all = withMessage(all, { ...peer('bob'), name: 'Robert' }, message('3'));
    expect(all[0]?.peer.name).to.equal('Robert');
  });

  it('of one person are put together in order, once', () => {
    const two = withMessage(withMessage([], peer('1002'), message('a', 1)), peer('bob'), message('b', 2, 'outgoing'));
    const one = withAlias(withMessage(two, peer('1002'), message('c', 3)), 'b', peer('1002'));
    expect(one).to.have.length(1);
    expect(ids(one[0])).to.deep.equal(['a', 'b', 'c']);
    expect(one[0]).to.deep.include({ peer: peer('bob'), aliases: ['sip:1002@example.com'], unread: 2 });
    expect(withAlias(one, 'b', peer('1002'))).to.equal(one);
    expect(withAlias(one, 'unknown', peer('1003'))).to.equal(one);
    expect(ids(withMessage(one, peer('1002'), message('d', 4))[0])).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('stay as they are where a message or a conversation is gone', () => {
    const one = withMessage([], peer('bob'), message('1'));
    expect(changeMessage(one, 'gone', (known) => ({ ...known, text: 'x' }))).to.deep.equal(one);
    expect(changeConversation(one, 'sip:gone@example.com', () => undefined)).to.deep.equal(one);
    expect(changeConversation(one, 'sip:bob@example.com', () => undefined)).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import {
  changeConversation,
  changeMessage,
  readConversations,
  unreadOf,
  withAlias,
  withMessage,
} from '../../../src/phone/messaging/conversation.js';
import { fitConversations } from '../../../src/phone/messaging/conversation-limits.js';
import type { ChatMessage, Conversation } from '../../../src/phone/state.js';

const peer = (name: string) => ({ name: '', number: name, uri: `sip:${name}@example.com` });
const message = (id: string, at = 0, direction: ChatMessage['direction'] = 'incoming'): ChatMessage => ({
  ...{ id, at, direction, text: id, status: direction === 'incoming' ? 'received' : 'sent' },
});
const ids = (conversation: Conversation | undefined) => conversation?.messages.map(({ id }) => id);

describe('Conversations', () => {
  it('keep the newest 500 messages, and count at most those as unread', () => {
    let all: readonly Conversation[] = [];
    for (let i = 0; i < 620; i++) all = withMessage(all, peer('bob'), message(`${i}`, i));
    expect(all[0]?.messages).to.have.length(500);
    expect(all[0]?.messages[0]?.id).to.equal('120');
    expect(all[0]?.unread).to.equal(500);
    expect(unreadOf(all)).to.equal(500);
  });

  it('keep the messages of the user when the remote party sends very many', () => {
    let all = withMessage([], peer('bob'), message('mine', 0, 'outgoing'));
    for (let i = 1; i < 2000; i++) all = withMessage(all, peer('bob'), message(`${i}`, i));
    expect(all[0]?.messages).to.have.length(500);
    expect(ids(all[0])?.slice(0, 2)).to.deep.equal(['mine', '1501']);
  });

  it('contain a message once', () => {
    const one = withMessage([], peer('bob'), message('1'));
    expect(withMessage(one, peer('bob'), message('1'))).to.equal(one);
  });

  it('are restored from their stored form, also from a plain list', () => {
    let all: readonly Conversation[] = [];
    for (let i = 0; i < 8; i++) all = withMessage(all, peer(`user${i}`), message(`${i}`, i, 'outgoing'));
    expect(readConversations(JSON.parse(JSON.stringify({ conversations: all, writers: {} })))).to.deep.equal(all);
    expect(readConversations(JSON.parse(JSON.stringify(all)))).to.deep.equal(all);
  });

  it('keep the name of a sender whose later message has none', () => {
    let all = withMessage([], { ...peer('bob'), name: 'Bob' }, message('1'));
    all = withMessage(all, peer('bob'), message('2'));
    expect(all[0]?.peer.name).to.equal('Bob');
    all = withMessage(all, { ...peer('bob'), name: 'Robert' }, message('3'));
    expect(all[0]?.peer.name).to.equal('Robert');
  });

  it('of one party are merged in order, once', () => {
    const two = withMessage(withMessage([], peer('1002'), message('a', 1)), peer('bob'), message('b', 2, 'outgoing'));
    const one = withAlias(withMessage(two, peer('1002'), message('c', 3)), 'b', peer('1002'));
    expect(one).to.have.length(1);
    expect(ids(one[0])).to.deep.equal(['a', 'b', 'c']);
    expect(one[0]).to.deep.include({ peer: peer('bob'), aliases: ['sip:1002@example.com'], unread: 2 });
    expect(withAlias(one, 'b', peer('1002'))).to.equal(one);
    expect(withAlias(one, 'unknown', peer('1003'))).to.equal(one);
    expect(ids(withMessage(one, peer('1002'), message('d', 4))[0])).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('are unchanged when a message or a conversation is missing', () => {
    const one = withMessage([], peer('bob'), message('1'));
    expect(changeMessage(one, 'gone', (known) => ({ ...known, text: 'x' }))).to.deep.equal(one);
    expect(changeConversation(one, 'sip:gone@example.com', () => undefined)).to.deep.equal(one);
    expect(changeConversation(one, 'sip:bob@example.com', () => undefined)).to.deep.equal([]);
  });
});

describe('Conversations within a budget', () => {
  const BYTES = 1024 * 1024;
  const nobody = () => false;
  const long = (id: string, at: number, direction?: ChatMessage['direction']) => ({
    ...message(id, at, direction),
    text: 'x'.repeat(8000),
  });
  const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  const strangers = (count: number, of: readonly Conversation[] = []) => {
    let all = of;
    for (let i = 0; i < count; i++)
      all = fitConversations(withMessage(all, peer(`spam${i}`), long(`s${i}`, i)), BYTES, nobody);
    return all;
  };

  it('are the same object when they fit', () => {
    const all = withMessage([], peer('bob'), message('1'));
    expect(fitConversations(all, BYTES, nobody)).to.equal(all);
  });

  it('give all unknown senders together a quarter of it, the newest first', () => {
    const all = strangers(200);
    expect(size(all)).to.be.below(BYTES / 4);
    expect(all[0]?.peer.number).to.equal('spam199');
    expect(all.length).to.be.within(20, 50);
  });

  it('give one unknown sender a sixteenth of it', () => {
    let all: readonly Conversation[] = [];
    for (let i = 0; i < 654; i++)
      all = fitConversations(withMessage(all, peer('spam'), long(`${i}`, i)), BYTES, nobody);
    expect(size(all)).to.be.below(BYTES / 16);
    expect(ids(all[0])?.at(-1)).to.equal('653');
    expect(all[0]?.unread).to.equal(all[0]?.messages.length);
  });

  it('keep a hundred in which the user wrote, for any number of unknown senders', () => {
    let own: readonly Conversation[] = [];
    for (let i = 0; i < 120; i++) own = withMessage(own, peer(`friend${i}`), message(`mine${i}`, i, 'outgoing'));
    const all = strangers(300, fitConversations(own, BYTES, nobody));
    const friends = all.filter(({ peer: { number } }) => number.startsWith('friend'));
    expect(friends).to.have.length(100);
    expect(friends.at(-1)?.peer.number).to.equal('friend20');
  });

  it('keep those with contacts as those in which the user wrote', () => {
    const ann = withMessage([], peer('ann'), message('hello', -1));
    let all = ann;
    for (let i = 0; i < 300; i++)
      all = fitConversations(
        withMessage(all, peer(`spam${i}`), long(`s${i}`, i)),
        BYTES,
        (one) => one.peer.number === 'ann',
      );
    expect(all.at(-1)).to.equal(ann[0]);
  });

  it('keep the messages of the user to a party that sends very many, and those to others', () => {
    let all = withMessage([], peer('ann'), message('to ann', 1, 'outgoing'));
    all = withMessage(all, peer('bob'), message('to bob', 2, 'outgoing'));
    for (let i = 0; i < 1000; i++)
      all = fitConversations(withMessage(all, peer('bob'), long(`${i}`, 3 + i)), BYTES, nobody);
    expect(size(all)).to.be.below(BYTES / 4);
    expect(all.map((one) => ids(one)?.[0])).to.deep.equal(['to bob', 'to ann']);
  });
});

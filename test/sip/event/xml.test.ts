/** The XML reader: the documents that it accepts and refuses, and that hostile text costs time in proportion to its length. */

import { expect } from 'chai';
import { escapeXml } from '../../../src/sip/event/xml-escape.js';
import { childOf, parseXml } from '../../../src/sip/event/xml.js';
import { expectLinear } from '../../support/linear.js';
import fc from '../../support/properties.js';

describe('parseXml', () => {
  it('reads elements, attributes, text, CDATA, comments and instructions', () => {
    const root = parseXml(
      '\ufeff<?xml version="1.0"?><!-- a --><a x="1" y=\'"2"\'>\n <b/> t<![CDATA[<&>]]>u <c  z = "3" >v</c ><!-- > --><?pi ?></a>\n',
    );
    expect(root?.name).to.equal('a');
    expect([...root!.attributes]).to.deep.equal([
      ['x', '1'],
      ['y', '"2"'],
    ]);
    expect(root!.text).to.equal('t<&>u');
    expect(root!.children.map(({ name, text }) => [name, text])).to.deep.equal([
      ['b', ''],
      ['c', 'v'],
    ]);
    expect(root!.children[1]!.attributes.get('z')).to.equal('3');
  });

  it('resolves prefixes, the default namespace and xml:lang', () => {
    const root = parseXml('<a xmlns="urn:1" xmlns:p="urn:2"><p:b p:x="1" y="2" xml:lang="en"/><c xmlns=""/></a>');
    expect(root!.namespace).to.equal('urn:1');
    const b = childOf(root!, 'b')!;
    expect(b.namespace).to.equal('urn:2');
    expect([...b.attributes]).to.deep.equal([
      ['urn:2 x', '1'],
      ['y', '2'],
      ['xml:lang', 'en'],
    ]);
    expect(childOf(root!, 'c')!.namespace).to.equal('');
  });

  it('resolves the five predefined entities and character references', () => {
    expect(parseXml('<a b="&lt;&gt;&amp;&quot;&apos;">&#65;&#x42;&#x1F600;</a>')).to.deep.include({ text: 'AB😀' });
    expect(parseXml('<a b="&lt;&gt;&amp;&quot;&apos;"/>')!.attributes.get('b')).to.equal('<>&"\'');
  });

  const refused: Record<string, string> = {
    nothing: '',
    'plain text': 'hello',
    'a DTD': '<!DOCTYPE a><a/>',
    'declared entities': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    'an entity other than the five': '<a>&nbsp;</a>',
    'a reference to a character that XML does not allow': '<a>&#0;</a>',
    'a reference to a surrogate': '<a>&#xD800;</a>',
    'a reference beyond Unicode': '<a>&#x110000;</a>',
    'a bare ampersand': '<a>a & b</a>',
    'a reference without an end': '<a>&amp</a>',
    'two roots': '<a/><b/>',
    'text after the root': '<a/>b',
    'a tag that is not closed': '<a><b></a>',
    'a tag that closes another': '<a><b></c></a>',
    'an end tag without a start tag': '</a>',
    'an attribute twice': '<a b="1" b="2"/>',
    'an attribute without quotes': '<a b=1/>',
    'an attribute without a value': '<a b/>',
    'attributes without a space': '<a b="1"c="2"/>',
    'a less-than sign in an attribute': '<a b="<"/>',
    'an undeclared prefix': '<p:a/>',
    'an undeclared attribute prefix': '<a p:b="1"/>',
    'a name that begins with a digit': '<1a/>',
    'a comment without an end': '<a><!-- </a>',
    'CDATA without an end': '<a><![CDATA[ </a>',
    'CDATA outside the root': '<![CDATA[ ]]><a/>',
    'more than 40 levels': '<a>'.repeat(41) + '</a>'.repeat(41),
    'more than 10000 elements': `<a>${'<b/>'.repeat(10_000)}</a>`,
    'more than 50 prefixes': `<a ${Array.from({ length: 60 }, (_, i) => `xmlns:p${i}="u"`).join(' ')}/>`,
  };
  for (const [why, text] of Object.entries(refused)) {
    it(`refuses ${why}`, () => expect(parseXml(text)).to.equal(undefined));
  }

  it('never throws for any text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '</',
      '/>',
      '<a',
      'a',
      '="',
      '"',
      "'",
      '&',
      ';',
      '&#',
      'x',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      'xmlns:p="u"',
      ':',
      ' ',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        parseXml(pieces.join(''));
      }),
      { numRuns: 5000 },
    );
  });

  it('takes time in proportion to the length of hostile text', () => {
    const hostile = [
      '<',
      '<a ',
      '<a b="',
      '&',
      '<!--',
      '<![CDATA[',
      '<?',
      '<a>',
      'a="1" ',
      '</a',
      '<a xmlns:a="b">',
      '&#',
      ' ',
    ];
    for (const text of hostile)
      for (const begin of ['', '<a>', '<a '])
        expectLinear(`${begin} ${text}`, (length) => () => parseXml(begin + text.repeat(length / 4)));
  });
});

describe('escapeXml', () => {
  it('escapes any text so that the reader returns it, as content and as an attribute', () => {
    // Half of the characters are ASCII. (The unit 'binary' of fast-check takes seconds to be set up on a busy machine.)
    const character = fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0x10ffff }));
    fc.assert(
      fc.property(fc.array(character, { maxLength: 64 }), (characters) => {
        const text = String.fromCodePoint(...characters);
        const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
        expect(parseXml(`<a>${escapeXml(text)}</a>`)?.text).to.equal(legal.trim());
        const flat = legal.replace(/[\t\r\n]/g, ' ');
        expect(parseXml(`<a b="${escapeXml(text)}"/>`)?.attributes.get('b')).to.equal(flat);
      }),
    );
  });
});

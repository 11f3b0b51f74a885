/** Which pages may embed the page for a frame. */

import { expect } from '@open-wc/testing';
import { mayEmbed } from '../../../src/loader/embedding-origin.js';

describe('The page for a frame', () => {
  const OWN = 'https://phone.example.com';
  const NAMED = ' https://crm.example.com, https://desk.example.com ';

  it('may be embedded by its own origin and by those that its settings name', () => {
    for (const around of [OWN, 'https://crm.example.com', 'https://desk.example.com'])
      expect(mayEmbed([around], OWN, NAMED), around).to.equal(true);
  });

  it('may be embedded by no other page, nor by one that hides its origin', () => {
    expect(mayEmbed([], OWN, NAMED)).to.equal(false);
    for (const origins of ['', ' ', NAMED, 'https://crm.example.com,'])
      for (const around of ['', 'null', 'https://evil.example', 'https://crm.example.com.evil.example'])
        expect(mayEmbed([around], OWN, origins), `"${around}" in "${origins}"`).to.equal(false);
  });

  it('may be embedded by no page that another one frames, which could lead its clicks (CSP3 §6.4.2.1, frame-ancestors)', () => {
    const [crm, desk] = ['https://crm.example.com', 'https://desk.example.com'];
    expect(mayEmbed([crm, desk, OWN], OWN, NAMED)).to.equal(true);
    expect(mayEmbed([crm, 'https://evil.example'], OWN, NAMED)).to.equal(false);
    expect(mayEmbed([crm, 'null', desk], OWN, NAMED)).to.equal(false);
  });
});

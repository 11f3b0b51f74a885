/** Contacts of the page. */

import { html } from 'lit';
import '../../src/define/sip-contacts.js';
import '../../src/define/locale-ar.js';
import { CONTACTS, lamp } from '../support/fake-people.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-contacts',
  component: 'sip-contacts',
  parameters: about('Contacts: searched, favourites first, called or written to.'),
};

const PICTURE =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="teal"/></svg>',
  );

export const Several = withPhone(html`<sip-contacts can-message></sip-contacts>`, {
  contacts: CONTACTS,
  lamps: [lamp('1020', 'Bob Marsh', 'busy')],
});
export const WithAPicture = withPhone(html`<sip-contacts></sip-contacts>`, {
  contacts: [{ id: '1', name: 'Ann Lee', picture: PICTURE, numbers: [{ target: '1021' }] }],
});
export const None = withPhone(html`<sip-contacts></sip-contacts>`);
export const RightToLeft = withPhone(html`<sip-contacts lang="ar" dir="rtl" can-message></sip-contacts>`, {
  contacts: [{ id: '1', name: 'ليلى حدّاد', numbers: [{ label: 'الجوال', target: '+971 50 123 4477' }] }, ...CONTACTS],
});

/** The button that joins calls. */

import { html } from 'lit';
import '../../src/define/sip-merge-button.js';
import { conference, twoCalls } from '../support/call-states.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-merge-button',
  component: 'sip-merge-button',
  parameters: about('Joins the calls that are up; in a conference takes its call out of it.'),
};

const button = html`<sip-merge-button></sip-merge-button>`;

export const TwoCalls = withPhone(button, twoCalls());
export const InAConference = withPhone(button, conference());
export const Waiting = withPhone(button);

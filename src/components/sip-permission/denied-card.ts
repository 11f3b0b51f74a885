/**
 * The help in the card of the microphone after a denial: how to allow it in this browser (Media Capture §10.2).
 * Subjects: "Microphone blocked" card.
 */

import { html, type TemplateResult } from 'lit';
import { browserKind, browserPicture } from './browser-steps.js';
import type { Localizer } from '../shared/text/localize.js';
import { toolWordsOf } from '../shared/text/tools.js';

/** Renders the picture and the steps, with the title of the card between them. */
export function deniedHelp(words: Localizer, title: TemplateResult): TemplateResult {
  const kind = browserKind();
  const tools = toolWordsOf(words);
  return html`${browserPicture(tools, kind)}
    <div>
      ${title}
      <ol class="steps">
        ${tools
          .term('microphoneSteps', kind)
          .split('\n')
          .map((step) => html`<li part="step">${step}</li>`)}
      </ol>
    </div>`;
}

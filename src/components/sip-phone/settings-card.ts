/** The settings card of the phone. The element that renders it registers `settingsDependencies`. */

import { html, type TemplateResult } from 'lit';
import { SipSettings } from '../sip-settings/sip-settings.js';

export const settingsDependencies = [SipSettings] as const;

export interface SettingsActions {
  /** Shows the connection check; absent if there is none. */
  check?: () => void;
}

export function settingsCard(actions: SettingsActions = {}): TemplateResult {
  return html`<sip-settings
    part="card settings"
    ?can-check=${actions.check !== undefined}
    @sip-diagnostics-request=${() => actions.check?.()}
  ></sip-settings>`;
}

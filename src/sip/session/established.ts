/**
 * What exists only while a session is established: its dialog, and the procedures that run in it.
 * Subjects: established session, its procedures.
 */

import type { Dialog } from '../dialog/dialog.js';
import { DtmfSender } from './dtmf.js';
import { HoldChanges } from './hold.js';
import type { InviteUsage } from './invite-usage.js';
import { Modifications } from './modify.js';
import { Recovery } from './recovery.js';

export class Established {
  readonly modifications: Modifications;
  readonly hold: HoldChanges;
  readonly dtmf: DtmfSender;
  readonly recovery: Recovery;

  constructor(
    call: InviteUsage,
    readonly dialog: Dialog,
  ) {
    this.modifications = new Modifications(call, dialog);
    this.hold = new HoldChanges(call, this.modifications);
    this.dtmf = new DtmfSender(call, dialog);
    this.recovery = new Recovery(call, this.modifications);
  }
}

/** Nederlands: Dutch, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Telefoon openen',
  closePhone: 'Telefoon sluiten',
  movePhone: 'Telefoon verplaatsen',
  popOut: 'In eigen venster openen',
  popIn: 'Terug naar de pagina',
  missedCalls: (count) => (count === 1 ? '1 gemiste oproep' : `${count} gemiste oproepen`),

  shortcuts: 'Sneltoetsen',

  callsFromThisPage: (number) => `${number} bellen vanaf deze pagina`,
  notCalledFromPages: (number) => `${number} wordt niet vanaf een pagina gebeld`,
  framedPhone: 'Telefoon',

  // Set-up by a link or a code
  setUpPhone: 'Deze telefoon instellen?',
  setUpFrom: (host) => `Van ${host}`,
  setUp: 'Instellen',
  scanCode: 'QR-code scannen',
  chooseFile: 'Kies een bestand',
  noCodeFound: 'Dit is geen instelcode',
  setUpFailed: 'De instelling kon niet worden geladen',
};

export default page;

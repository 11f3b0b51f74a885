/** Français: French, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Ouvrir le téléphone',
  closePhone: 'Fermer le téléphone',
  movePhone: 'Déplacer le téléphone',
  popOut: 'Ouvrir dans sa propre fenêtre',
  popIn: 'Revenir dans la page',
  missedCalls: (count) => (count < 2 ? `${count} appel manqué` : `${count} appels manqués`),

  shortcuts: 'Raccourcis clavier',

  callsFromThisPage: (number) => `Appeler le ${number} depuis cette page`,
  notCalledFromPages: (number) => `Le ${number} ne peut pas être appelé depuis une page`,
  framedPhone: 'Téléphone',

  // Set-up by a link or a code
  setUpPhone: 'Configurer ce téléphone\u00a0?',
  setUpFrom: (host) => `De ${host}`,
  setUp: 'Configurer',
  scanCode: 'Scanner le code QR',
  chooseFile: 'Choisir un fichier',
  noCodeFound: 'Ce n’est pas un code de configuration',
  setUpFailed: 'La configuration n’a pas pu être chargée',
};

export default page;

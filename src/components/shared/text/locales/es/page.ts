/** Español: Spanish, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Abrir teléfono',
  closePhone: 'Cerrar teléfono',
  movePhone: 'Mover teléfono',
  popOut: 'Abrir en su propia ventana',
  popIn: 'Volver a la página',
  missedCalls: (count) => (count === 1 ? '1 llamada perdida' : `${count} llamadas perdidas`),

  shortcuts: 'Atajos de teclado',

  callsFromThisPage: (number) => `Llamada a ${number} desde esta página`,
  notCalledFromPages: (number) => `Desde una página no se llama a ${number}`,
  framedPhone: 'Teléfono',
};

export default page;

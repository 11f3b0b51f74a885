/** Português: Portuguese, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Abrir telefone',
  closePhone: 'Fechar telefone',
  movePhone: 'Mover telefone',
  popOut: 'Abrir numa janela própria',
  popIn: 'Voltar à página',
  missedCalls: (count) => (count === 1 ? '1 chamada perdida' : `${count} chamadas perdidas`),

  shortcuts: 'Atalhos de teclado',

  callsFromThisPage: (number) => `Chamada para ${number} a partir desta página`,
  notCalledFromPages: (number) => `Não se liga para ${number} a partir de uma página`,
  framedPhone: 'Telefone',
};

export default page;

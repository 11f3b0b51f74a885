/** Português: outras pessoas. Portuguese: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Estado desconhecido',
  available: 'Disponível',
  ringing: 'Tocando',
  busy: 'Em uma chamada',
  held: 'Em espera',
  away: 'Ausente',
  offline: 'Sessão encerrada',
  unavailable: 'Não mostrado pelo servidor',
};

export const people: PeopleWords = {
  team: 'Equipe',
  messages: 'Mensagens',
  menu: 'Menu',
  filterResults: (count) => (count === 1 ? '1 resultado' : `${count} resultados`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Tocando · capturar',
  pickUp: (name) => `Capturar a chamada para ${name}`,

  newMessages: (count) => (count === 1 ? '1 nova' : `${count} novas`),
  urgentMessages: (count) => (count === 1 ? '1 urgente' : `${count} urgentes`),
  somethingNew: 'Novas mensagens',
  nothingNew: 'Nenhuma mensagem nova',
  voicemailUnavailable: 'Não disponível',
  listen: 'Ouvir',

  noMessagesYet: 'Ainda não há mensagens',
  messagesAppearHere: 'As mensagens que você envia e recebe aparecem aqui.',
  newMessageTo: 'Nova mensagem para',
  messageNumber: (name) => `Enviar mensagem para ${name}`,
  conversationWith: (name) => `Mensagens com ${name}`,
  writeMessage: 'Mensagem',
  send: 'Enviar',
  sending: 'Enviando…',
  delivered: 'Entregue',
  notDelivered: 'Não entregue',
  sendAgain: 'Enviar novamente',
  unread: (count) => (count === 1 ? '1 não lida' : `${count} não lidas`),
  unreadMessages: 'não lidas',
  you: 'Você',
  showOlder: 'Mostrar mensagens anteriores',
  callIn: (direction) => (direction === 'incoming' ? 'Chamada recebida' : 'Chamada efetuada'),
  announceMessage: (name) => `Mensagem de ${name}`,

  contacts: 'Contatos',
  favourites: 'Favoritos',
  searchContacts: 'Pesquisar contatos',
  noContactsYet: 'Ainda não há contatos',
  nothingFound: 'Nada encontrado',
  numbersOf: (name) => `Números de ${name}`,
  times: (count) => (count === 1 ? '1 vez' : `${count} vezes`),
  suggestions: 'Sugestões',
};

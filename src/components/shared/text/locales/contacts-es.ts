/** Español: otras personas. Spanish: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Estado desconocido',
  available: 'Disponible',
  ringing: 'Sonando',
  busy: 'En una llamada',
  held: 'En espera',
  away: 'Ausente',
  offline: 'Sin sesión iniciada',
  unavailable: 'El servidor no lo muestra',
};

export const people: PeopleWords = {
  team: 'Equipo',
  messages: 'Mensajes',
  menu: 'Menú',
  filterResults: (count) => (count === 1 ? '1 resultado' : `${count} resultados`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Sonando · capturar',
  pickUp: (name) => `Capturar la llamada para ${name}`,

  newMessages: (count) => (count === 1 ? '1 nuevo' : `${count} nuevos`),
  urgentMessages: (count) => (count === 1 ? '1 urgente' : `${count} urgentes`),
  somethingNew: 'Mensajes nuevos',
  nothingNew: 'No hay mensajes nuevos',
  voicemailUnavailable: 'No disponible',
  listen: 'Escuchar',

  noMessagesYet: 'Aún no hay mensajes',
  messagesAppearHere: 'Aquí aparecen los mensajes enviados y recibidos.',
  newMessageTo: 'Mensaje nuevo para',
  messageNumber: (name) => `Enviar mensaje a ${name}`,
  conversationWith: (name) => `Mensajes con ${name}`,
  writeMessage: 'Mensaje',
  send: 'Enviar',
  sending: 'Enviando…',
  delivered: 'Entregado',
  notDelivered: 'No entregado',
  sendAgain: 'Enviar de nuevo',
  unread: (count) => `${count} sin leer`,
  unreadMessages: 'sin leer',
  you: 'Yo',
  showOlder: 'Mostrar mensajes anteriores',
  callIn: (direction) => (direction === 'incoming' ? 'Llamada entrante' : 'Llamada saliente'),
  announceMessage: (name) => `Mensaje de ${name}`,

  contacts: 'Contactos',
  favourites: 'Favoritos',
  searchContacts: 'Buscar contactos',
  noContactsYet: 'Aún no hay contactos',
  nothingFound: 'Sin resultados',
  numbersOf: (name) => `Números de ${name}`,
  times: (count) => (count === 1 ? '1 vez' : `${count} veces`),
  suggestions: 'Sugerencias',
};

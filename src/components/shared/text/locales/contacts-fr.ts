/** Français: les autres. French: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Inconnu',
  available: 'Disponible',
  ringing: 'Sonne',
  busy: 'En communication',
  held: 'En attente',
  away: 'Absent',
  offline: 'Hors ligne',
  unavailable: 'Non indiqué par le serveur',
};

export const people: PeopleWords = {
  team: 'Équipe',
  messages: 'Messages',
  menu: 'Menu',
  filterResults: (count) => (count < 2 ? `${count} résultat` : `${count} résultats`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Sonne · intercepter',
  pickUp: (name) => `Intercepter l’appel pour ${name}`,

  newMessages: (count) => (count < 2 ? `${count} nouveau` : `${count} nouveaux`),
  urgentMessages: (count) => (count < 2 ? `${count} urgent` : `${count} urgents`),
  somethingNew: 'Nouveaux messages',
  nothingNew: 'Aucun nouveau message',
  voicemailUnavailable: 'Indisponible',
  listen: 'Écouter',

  noMessagesYet: 'Pas encore de messages',
  messagesAppearHere: 'Les messages envoyés et reçus apparaissent ici.',
  newMessageTo: 'Nouveau message à',
  messageNumber: (name) => `Envoyer un message à ${name}`,
  conversationWith: (name) => `Messages avec ${name}`,
  writeMessage: 'Message',
  send: 'Envoyer',
  sending: 'Envoi…',
  delivered: 'Distribué',
  notDelivered: 'Non distribué',
  sendAgain: 'Renvoyer',
  unread: (count) => (count < 2 ? `${count} non lu` : `${count} non lus`),
  unreadMessages: 'à lire',
  you: 'Vous',
  showOlder: 'Afficher les messages plus anciens',
  callIn: (direction) => (direction === 'incoming' ? 'Appel entrant' : 'Appel sortant'),
  announceMessage: (name) => `Message reçu\u00a0: ${name}`,

  contacts: 'Contacts',
  favourites: 'Favoris',
  searchContacts: 'Rechercher des contacts',
  noContactsYet: 'Pas encore de contacts',
  nothingFound: 'Aucun résultat',
  numbersOf: (name) => `Numéros\u00a0: ${name}`,
  times: (count) => `${count} fois`,
  suggestions: 'Suggestions',
};

// A list of objects as a table.
import { h } from '../dom.js';
import { count, name } from '../text.js';

const mostRows = 200;
const mostColumns = 20;

/** The list of objects that a result is, or has as its only list; undefined where there is none. */
export function recordsOf(value) {
  if (isRecords(value))
    return value;
  const lists = Object.values(value && typeof value === 'object' && !Array.isArray(value) ? value : {}).filter(Array.isArray);
  return lists.length === 1 && isRecords(lists[0]) ? lists[0] : undefined;
}

const isRecords = value => Array.isArray(value) && value.length > 0 && value.every(item => item && typeof item === 'object' && !Array.isArray(item));

/** The table. */
export function recordTable(records) {
  const columns = [...new Set(records.slice(0, mostRows).flatMap(Object.keys))].slice(0, mostColumns);
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Result as a table' },
    h('table', { class: 'records' },
      h('caption', { class: 'quiet' }, records.length > mostRows ? `The first ${mostRows} of ${count(records.length)} rows` : `${count(records.length)} ${records.length === 1 ? 'row' : 'rows'}`),
      h('thead', null, h('tr', null, columns.map(column => h('th', { scope: 'col', class: typeof records[0][column] === 'number' ? 'number' : null }, name(column))))),
      h('tbody', null, records.slice(0, mostRows).map(record => h('tr', null, columns.map(column => cell(record[column])))))));
}

function cell(value) {
  const text = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return h('td', { class: typeof value === 'number' ? 'number' : null }, name(text.length > 200 ? `${text.slice(0, 200)}…` : text));
}
